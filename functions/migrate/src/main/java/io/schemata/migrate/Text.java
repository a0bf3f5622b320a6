package io.schemata.migrate;

import java.util.Locale;

/** How the words of an enum are shown. */
final class Text {
    private Text() {}

    static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}

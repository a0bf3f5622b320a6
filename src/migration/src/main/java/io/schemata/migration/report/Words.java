package io.schemata.migration.report;

import java.util.Locale;

/** The constants of enums as reports spell them. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

package io.schemata.contract;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** One name in its other spellings. */
final class Names {
    private Names() {}

    /** {@code reserveCredits} of {@code reserve-credits}. */
    static String camelCase(String name) {
        String pascal = pascalCase(name);
        return pascal.substring(0, 1).toLowerCase(Locale.ROOT) + pascal.substring(1);
    }

    /** {@code ReserveCredits} of {@code reserve-credits}. */
    static String pascalCase(String name) {
        return Arrays.stream(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }
}

package io.schemata.migration.report;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The constants of enums as reports spell them. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** "52 changes, 1 setting", without those of which there are none. */
    public static String ofChanges(int changes, int settings) {
        return Stream.of(count(changes, "change"), count(settings, "setting"))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String count(int count, String one) {
        return switch (count) {
            case 0 -> "";
            case 1 -> "1 " + one;
            default -> "%d %ss".formatted(count, one);
        };
    }
}

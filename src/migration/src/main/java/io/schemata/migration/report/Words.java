package io.schemata.migration.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The constants of enums as reports spell them. */
public final class Words {
    private Words() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The first of some names, and how many more there are. */
    public static String first(int most, List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(most, names.size())));
        return names.size() > most ? "%s and %d more".formatted(first, names.size() - most) : first;
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

package io.schemata.migration.alter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a table's definition but for its columns, as {@code structure/tables.sql} writes it.
 *
 * @param name as an identifier
 * @param rest what cannot be altered: the table it inherits from, the type it is made of, how it is partitioned
 */
record TableText(String name, boolean isUnlogged, String rest, Map<String, String> options) {
    private static final Pattern DEFINITION = Pattern.compile(
            "create (?<unlogged>unlogged )?table (?<name>\"(?:[^\"]|\"\")+\"|[^\\s\"]+)"
                    + "(?<rest>.*?)(?: with \\((?<options>[^()]*)\\))?",
            Pattern.DOTALL);

    static TableText of(String definition) {
        Matcher found = DEFINITION.matcher(definition);
        if (!found.matches()) {
            throw new IllegalArgumentException("no definition of a table: " + definition);
        }
        return new TableText(
                found.group("name"),
                found.group("unlogged") != null,
                found.group("rest"),
                options(found.group("options")));
    }

    private static Map<String, String> options(String text) {
        Map<String, String> options = new TreeMap<>();
        for (String option : text == null ? new String[0] : text.split(", ")) {
            String[] parts = option.split("=", 2);
            options.put(parts[0], parts[1]);
        }
        return options;
    }

    boolean canBecome(TableText other) {
        return rest.equals(other.rest);
    }

    /** The statements that make it so. */
    List<String> become(TableText other) {
        List<String> all = new ArrayList<>();
        if (isUnlogged != other.isUnlogged) {
            all.add("alter table %s set %s".formatted(name, other.isUnlogged ? "unlogged" : "logged"));
        }
        List<String> gone = options.keySet().stream()
                .filter(option -> !other.options.containsKey(option))
                .toList();
        if (!gone.isEmpty()) {
            all.add("alter table %s reset (%s)".formatted(name, String.join(", ", gone)));
        }
        List<String> set = other.options.entrySet().stream()
                .filter(option -> !Objects.equals(options.get(option.getKey()), option.getValue()))
                .map(option -> option.getKey() + "=" + option.getValue())
                .toList();
        if (!set.isEmpty()) {
            all.add("alter table %s set (%s)".formatted(name, String.join(", ", set)));
        }
        return all;
    }
}

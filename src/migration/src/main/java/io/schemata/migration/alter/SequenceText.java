package io.schemata.migration.alter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a sequence's definition, as {@code structure/sequences.sql} and {@code columns.sql} write it.
 *
 * @param name as an identifier
 * @param type null for the sequence of an identity column, which has the column's
 */
record SequenceText(String name, String type, String options) {
    private static final String NAME = "(?<name>\"(?:[^\"]|\"\")+\"|[^\\s\")]+)";
    private static final Pattern SEQUENCE = Pattern.compile(
            "create (?:unlogged )?sequence " + NAME + " as (?<type>smallint|integer|bigint)(?<options>.*)");
    private static final Pattern IDENTITY = Pattern.compile(
            "generated (?:always|by default) as identity \\(sequence name " + NAME + "(?<options>.*)\\)");

    static SequenceText of(String definition) {
        return of(SEQUENCE.matcher(definition), true);
    }

    static SequenceText ofIdentity(String clause) {
        return of(IDENTITY.matcher(clause), false);
    }

    private static SequenceText of(Matcher found, boolean hasType) {
        if (!found.matches()) {
            throw new IllegalArgumentException("no definition of a sequence: " + found);
        }
        return new SequenceText(found.group("name"), hasType ? found.group("type") : null, found.group("options"));
    }

    /** All options as they are to be, those that are not said by their defaults; where the sequence stands stays. */
    String alter() {
        return "alter sequence %s%s increment by %s%s%s cache %s%s"
                        .formatted(
                                name,
                                type == null ? "" : " as " + type,
                                option("increment by", "1"),
                                limit("minvalue"),
                                limit("maxvalue"),
                                option("cache", "1"),
                                options.contains(" cycle") ? " cycle" : " no cycle")
                + " start with " + option("start with", option("minvalue", "1"));
    }

    private String limit(String word) {
        String value = option(word, null);
        return value == null ? " no " + word : " %s %s".formatted(word, value);
    }

    private String option(String word, String otherwise) {
        Matcher found = Pattern.compile(" %s (-?\\d+)".formatted(word)).matcher(options);
        return found.find() ? found.group(1) : otherwise;
    }
}

package io.schemata.migration.alter;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a column's definition, as {@code structure/columns.sql} writes it; each that is not there is null.
 *
 * @param name as an identifier
 * @param generated the whole clause of a generated column
 * @param identity the whole clause of an identity column
 * @param expression the default's
 */
record ColumnText(
        String name,
        String type,
        String collation,
        String generated,
        String identity,
        String expression,
        boolean isNotNull) {
    private static final Pattern DEFINITION = Pattern.compile(
            "(?<name>\"(?:[^\"]|\"\")+\"|[^\\s\"]+) (?<type>(?:\"(?:[^\"]|\"\")+\"|[^\"])+?)(?: collate (?<collation>\\S+))?"
                    + "(?: (?<generated>generated always as \\(.*\\) (?:stored|virtual))"
                    + "| (?<identity>generated (?:always|by default) as identity \\(.*\\))"
                    + "| default (?<expression>.+?))?(?<notnull> not null)?",
            Pattern.DOTALL);

    static ColumnText of(String definition) {
        Matcher found = DEFINITION.matcher(definition);
        if (!found.matches()) {
            throw new IllegalArgumentException("no definition of a column: " + definition);
        }
        return new ColumnText(
                found.group("name"),
                found.group("type"),
                found.group("collation"),
                found.group("generated"),
                found.group("identity"),
                found.group("expression"),
                found.group("notnull") != null);
    }

    boolean isGenerated() {
        return generated != null;
    }

    ColumnText withoutDefault() {
        return new ColumnText(name, type, collation, generated, identity, null, isNotNull);
    }

    /** The sequence of an identity column. */
    SequenceText sequence() {
        return SequenceText.ofIdentity(identity);
    }

    String typeWithCollation() {
        return collation == null ? type : type + " collate " + collation;
    }
}

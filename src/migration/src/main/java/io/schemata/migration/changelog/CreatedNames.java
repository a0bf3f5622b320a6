package io.schemata.migration.changelog;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables, types, sequences, indexes and views that SQL creates, by kind and name. Read from statements that begin a line;
 * what is dropped there, made only where it is missing, or made by a function's body is not looked at.
 */
public final class CreatedNames {
    private static final String NAME = "\"?([a-z_][a-z0-9_$]*)\"?";
    private static final String KIND = "(table|type|domain|sequence|index|view)\\s+";
    private static final Pattern CREATED = Pattern.compile(
            "^create\\s+(?:unlogged\\s+|unique\\s+|materialized\\s+)?" + KIND + "(?!if\\s+not\\s)" + NAME,
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern DROPPED = Pattern.compile(
            "^drop\\s+(?:materialized\\s+)?" + KIND + "(?:if\\s+exists\\s+)?" + NAME,
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private CreatedNames() {}

    /** In order: {@code table orders}. */
    public static List<String> in(String sql) {
        Set<String> dropped = found(DROPPED, sql);
        return found(CREATED, sql).stream()
                .filter(Predicate.not(dropped::contains))
                .toList();
    }

    /** Those of a capability. */
    public static List<String> of(Capability capability) {
        return in(ChangelogFile.read(capability.file()).includes().stream()
                .map(include -> ChangelogFile.text(include.path()))
                .collect(Collectors.joining("\n")));
    }

    private static Set<String> found(Pattern statement, String sql) {
        return statement
                .matcher(sql)
                .results()
                .map(CreatedNames::object)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String object(MatchResult statement) {
        return "%s %s".formatted(statement.group(1), statement.group(2)).toLowerCase(Locale.ROOT);
    }
}

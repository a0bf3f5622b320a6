package io.schemata.migration.preflight;

import io.schemata.migration.changelog.Changesets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import liquibase.changelog.ChangeSet;

/**
 * The objects of a schema that have the names of what pending changesets are about to create there. Read from statements that
 * begin a line; what is dropped before, made only where it is missing, or made by a function's body is not looked at.
 */
final class PendingNames {
    private static final String NAME = "\"?([a-z_][a-z0-9_$]*)\"?";
    private static final String KIND = "(table|type|domain|sequence|index|view)\\s+";
    private static final Pattern CREATED = Pattern.compile(
            "^create\\s+(?:unlogged\\s+|unique\\s+|materialized\\s+)?" + KIND + "(?!if\\s+not\\s)" + NAME,
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
    private static final Pattern DROPPED = Pattern.compile(
            "^drop\\s+(?:materialized\\s+)?" + KIND + "(?:if\\s+exists\\s+)?" + NAME,
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private static final String EXISTING = "select name from unnest(?) as name"
            + " where to_regclass(quote_ident(?) || '.' || quote_ident(split_part(name, ' ', 2))) is not null"
            + " or to_regtype(quote_ident(?) || '.' || quote_ident(split_part(name, ' ', 2))) is not null order by name";

    private PendingNames() {}

    /** Their kinds and names, in order. */
    static List<String> inTheWay(Connection connection, String schema, List<ChangeSet> pending) throws SQLException {
        String sql = pending.stream().map(Changesets::sql).collect(Collectors.joining("\n"));
        Set<String> dropped = found(DROPPED, sql);
        Object[] created = found(CREATED, sql).stream()
                .filter(Predicate.not(dropped::contains))
                .toArray();
        return created.length == 0
                ? List.of()
                : FirstColumn.of(connection, EXISTING, connection.createArrayOf("text", created), schema, schema);
    }

    private static Set<String> found(Pattern statement, String sql) {
        return statement.matcher(sql).results().map(PendingNames::object).collect(Collectors.toSet());
    }

    private static String object(MatchResult statement) {
        return "%s %s".formatted(statement.group(1), statement.group(2)).toLowerCase(Locale.ROOT);
    }
}

package io.schemata.migration.move;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.structure.OwnName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The functions of a schema that triggers on {@code auth.users} call. On Supabase a team may not take such a trigger away, so
 * that the function stays where it is, and writes to the other schema.
 */
final class SignUpFunctions {
    private static final String NAMES =
            "select distinct proname || '(' || pg_get_function_identity_arguments(pg_proc.oid) || ')'"
                    + " from pg_trigger join pg_proc on pg_proc.oid = tgfoid"
                    + " where tgrelid = to_regclass('auth.users') and not tgisinternal and pronamespace = to_regnamespace(quote_ident(?))";

    private SignUpFunctions() {}

    /** Their names with their arguments' types. */
    static List<String> names(Connection connection, String schema) throws SQLException {
        return FirstColumn.of(connection, NAMES, schema);
    }

    /** Lets them write to the other schema; answers their definitions by name, before and after. */
    static Map<String, List<String>> turn(Connection connection, String source, String target) throws SQLException {
        List<String> names = FirstColumn.of(connection, NAMES, source);
        if (names.isEmpty()) {
            return Map.of();
        }
        Map<String, List<String>> turned = new TreeMap<>();
        MovedFunctions.read(connection, source).definitions(target).forEach((name, pair) -> {
            if (names.contains(name)) {
                turned.put(name, pair);
            }
        });
        make(
                connection,
                source,
                turned.values().stream().map(pair -> pair.get(1)).toList());
        return turned;
    }

    /** Makes them as they were. */
    static void turnBack(Connection connection, Move move) throws SQLException {
        make(
                connection,
                move.source(),
                move.functions().values().stream().map(pair -> pair.get(0)).toList());
    }

    private static void make(Connection connection, String schema, List<String> definitions) throws SQLException {
        List<String> statements =
                new ArrayList<>(List.of("set local search_path = %s, pg_temp".formatted(OwnName.quoted(schema))));
        statements.addAll(definitions);
        Transaction.runAll(connection, statements);
    }
}

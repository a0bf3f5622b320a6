package io.schemata.migration.move;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The moves that the database notes: {@code schemata.moves}. */
public final class Moves {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IS_THERE = "select 'there' from pg_class"
            + " join pg_namespace on pg_namespace.oid = relnamespace where nspname = 'schemata' and relname = 'moves'"
            + " and has_schema_privilege(nspname, 'usage') and has_table_privilege(pg_class.oid, 'select')";
    private static final String FIND =
            "select source_schema, made, functions from schemata.moves where target_schema = ?";
    private static final String MOVED_TO = "select target_schema from schemata.moves where source_schema = ?";
    private static final String NOTE =
            "insert into schemata.moves (source_schema, target_schema, made, functions) values (?, ?, ?, ?::jsonb)";
    private static final String FORGET = "delete from schemata.moves where target_schema = ?";
    private static final String PLATFORM = "select to_regclass('schemata.enrolled_tenants')::text";

    /** Sign-ups go on where the tables are. */
    private static final String LEAVE = "delete from schemata.enrolled_tenants where schema_name = ?"
            + " and exists (select from schemata.enrolled_tenants where schema_name = ?)";

    private static final String FOLLOW = "update schemata.enrolled_tenants set schema_name = ? where schema_name = ?";
    private static final String FOLLOW_UNFINISHED =
            "update schemata.unfinished_sign_ups set schema_name = ? where schema_name = ?";

    private Moves() {}

    /** The schema that has what this one had, where its old names are views. */
    public static Optional<String> movedTo(Connection connection, String schema) throws SQLException {
        return isThere(connection)
                ? FirstColumn.of(connection, MOVED_TO, schema).stream().findFirst()
                : Optional.empty();
    }

    /** Refuses a tenant whose schema was moved. */
    public static void requireNotMoved(Connection connection, Target target) throws SQLException {
        Optional<String> moved = movedTo(connection, target.schema());
        if (moved.isPresent()) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED,
                    "the schema of '%s' was moved to %s, and has its old names only"
                            .formatted(target.name(), moved.get()));
        }
    }

    static Optional<Move> find(Connection connection, String target) throws SQLException {
        if (!isThere(connection)) {
            return Optional.empty();
        }
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, target);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                String[] made = (String[]) row.getArray(2).getArray();
                return Optional.of(new Move(row.getString(1), target, List.of(made), functions(row.getString(3))));
            }
        }
    }

    static void note(Connection connection, Move move) throws SQLException {
        follow(connection, move.source(), move.target());
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            insert.setString(1, move.source());
            insert.setString(2, move.target());
            insert.setArray(3, connection.createArrayOf("text", move.made().toArray()));
            insert.setString(4, JSON.writeValueAsString(move.functions()));
            insert.execute();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, List<String>> functions(String json) {
        try {
            return JSON.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the functions in schemata.moves cannot be read", damaged);
        }
    }

    static void takeBack(Connection connection, Move move) throws SQLException {
        follow(connection, move.target(), move.source());
        forget(connection, move);
    }

    static void forget(Connection connection, Move move) throws SQLException {
        execute(connection, FORGET, move.target());
    }

    private static void follow(Connection connection, String from, String to) throws SQLException {
        if (FirstColumn.of(connection, PLATFORM).get(0) != null) {
            execute(connection, LEAVE, to, from);
            execute(connection, FOLLOW, to, from);
            execute(connection, FOLLOW_UNFINISHED, to, from);
        }
    }

    private static void execute(Connection connection, String sql, String... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            statement.execute();
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        return !FirstColumn.of(connection, IS_THERE).isEmpty();
    }
}

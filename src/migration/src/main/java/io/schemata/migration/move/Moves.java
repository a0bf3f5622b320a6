package io.schemata.migration.move;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.move.Move.Phase;
import io.schemata.migration.structure.SqlFile;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The moves that the database notes: {@code schemata.moves}. */
public final class Moves {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IS_THERE = "select 'there' from pg_class"
            + " join pg_namespace on pg_namespace.oid = relnamespace where nspname = 'schemata' and relname = 'moves'"
            + " and has_schema_privilege(nspname, 'usage') and has_table_privilege(pg_class.oid, 'select')";
    private static final String FIND = "select source_schema, made, functions, way, phase, keep_until"
            + " from schemata.moves where target_schema = ?";
    private static final String REMARK = SqlFile.read("move/remark.sql");
    private static final String REMARK_OF_TARGET = SqlFile.read("move/arrival.sql");
    private static final String NOTE =
            "insert into schemata.moves (source_schema, target_schema, made, functions, way, phase, moved_at)"
                    + " values (?, ?, ?, ?::jsonb, ?, ?, case when ? = 'moved' then now() end)";
    private static final String ADVANCE = "update schemata.moves set phase = ?, functions = ?::jsonb,"
            + " moved_at = case when ? = 'moved' then now() else moved_at end,"
            + " keep_until = case when ? = 'moved' then now() + ? * interval '1 day' else keep_until end"
            + " where target_schema = ?";
    /** A copy's own writes fire no foreign keys. */
    private static final List<String> FORGET = List.of(
            "delete from schemata.changed_rows where target_schema = ?",
            "delete from schemata.moved_tables where target_schema = ?",
            "delete from schemata.moves where target_schema = ?");

    private Moves() {}

    /** What is said of a schema that was moved, or is being moved. */
    public static Optional<String> remark(Connection connection, String schema) throws SQLException {
        return isThere(connection)
                ? FirstColumn.of(connection, REMARK, schema).stream().findFirst()
                : Optional.empty();
    }

    /** What is said of a schema into which another is being moved, or out of which one was moved back. */
    public static Optional<String> remarkOfTarget(Connection connection, String schema) throws SQLException {
        return isThere(connection)
                ? FirstColumn.of(connection, REMARK_OF_TARGET, schema).stream().findFirst()
                : Optional.empty();
    }

    /** Refuses a tenant with a schema that was moved away. */
    public static void requireNotMoved(Connection connection, Target target) throws SQLException {
        Optional<String> moved = remark(connection, target.schema());
        if (moved.isPresent()) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED, "the schema of '%s' %s".formatted(target.name(), moved.get()));
        }
    }

    /** Refuses a tenant while rows are copied into its schema. */
    public static void requireNoneUnderWay(Connection connection, Target target) throws SQLException {
        Optional<Move> move = find(connection, target.schema());
        if (move.isPresent() && move.get().phase() != Phase.MOVED) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED,
                    "a move of %s to tenant '%s' is not finished: it is %s"
                            .formatted(
                                    move.get().source(),
                                    target.name(),
                                    move.get().phase().word()));
        }
    }

    /** Refuses a tenant while a move into its schema can still be taken back. */
    public static void requireNoWayBack(Connection connection, Target target) throws SQLException {
        Optional<Move> move = find(connection, target.schema());
        if (move.isPresent()) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED,
                    "the move of %s to tenant '%s' can still be taken back: finish it first"
                            .formatted(move.get().source(), target.name()));
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
                Timestamp keep = row.getTimestamp(6);
                return Optional.of(new Move(
                        row.getString(1),
                        target,
                        row.getString(4).equals("copy"),
                        Phase.of(row.getString(5)),
                        List.of(made),
                        functions(row.getString(3)),
                        keep == null ? null : keep.toInstant()));
            }
        }
    }

    /** A move in place, with which sign-ups go. */
    static void noteInPlace(Connection connection, Move move) throws SQLException {
        Enrolment.follow(connection, move.source(), move.target());
        note(connection, move);
    }

    static void note(Connection connection, Move move) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(NOTE)) {
            insert.setString(1, move.source());
            insert.setString(2, move.target());
            insert.setArray(3, connection.createArrayOf("text", move.made().toArray()));
            insert.setString(4, JSON.writeValueAsString(move.functions()));
            insert.setString(5, move.isCopy() ? "copy" : "in place");
            insert.setString(6, move.phase().word());
            insert.setString(7, move.phase().word());
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

    /**
     * Notes how far a copy is.
     *
     * @param keepDays how long the old tables stay from now on, where it has moved
     */
    static void advance(
            Connection connection, Move move, Phase phase, Map<String, List<String>> functions, int keepDays)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setString(1, phase.word());
            update.setString(2, JSON.writeValueAsString(functions));
            update.setString(3, phase.word());
            update.setString(4, phase.word());
            update.setInt(5, keepDays);
            update.setString(6, move.target());
            update.execute();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static void takeBack(Connection connection, Move move) throws SQLException {
        Enrolment.follow(connection, move.target(), move.source());
        forget(connection, move);
    }

    static void forget(Connection connection, Move move) throws SQLException {
        for (String statement : FORGET) {
            execute(connection, statement, move.target());
        }
    }

    static void execute(Connection connection, String sql, String... arguments) throws SQLException {
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

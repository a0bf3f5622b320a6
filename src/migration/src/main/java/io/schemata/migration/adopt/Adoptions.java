package io.schemata.migration.adopt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemata.migration.adopt.AdoptionState.Phase;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** The adoptions that the database notes: {@code schemata.adoptions}. */
public final class Adoptions {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IS_THERE = "select exists (select from pg_class"
            + " join pg_namespace on pg_namespace.oid = relnamespace where nspname = 'schemata' and relname = 'adoptions'"
            + " and has_schema_privilege(nspname, 'usage') and has_table_privilege(pg_class.oid, 'select'))";
    private static final String FIND = "select source_schema, kept_schema, choices, step, resting_functions,"
            + " resting_triggers, moved_extensions, filled_tables, kept_tables, had_sign_up_trigger, begun_at from schemata.adoptions"
            + " where schema_name = ?";
    private static final String BEGIN = "insert into schemata.adoptions (schema_name, source_schema, kept_schema,"
            + " choices, step, resting_functions, resting_triggers, moved_extensions, filled_tables, kept_tables, had_sign_up_trigger)"
            + " values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?)";
    private static final String ADVANCE = "update schemata.adoptions set step = ?,"
            + " adopted_at = case when ? = 'adopted' then now() end where schema_name = ?";
    private static final String KEPT = "select kept_schema from schemata.adoptions";
    private static final String MILLISECONDS = "select (extract(epoch from adopted_at - begun_at) * 1000)::bigint"
            + " from schemata.adoptions where schema_name = ?";
    private static final String FORGET = "delete from schemata.adoptions where schema_name = ?";

    private Adoptions() {}

    /** The one of a schema, if there is one. */
    public static Optional<AdoptionState> find(Connection connection, String schema) throws SQLException {
        if (!isThere(connection)) {
            return Optional.empty();
        }
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, schema);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(read(schema, row)) : Optional.empty();
            }
        }
    }

    /** Refuses a tenant with an adoption that has not come to its end: what is in its schema is neither the old nor the new. */
    public static void requireNoneUnderWay(Connection connection, Target target) throws SQLException {
        Optional<AdoptionState> state = find(connection, target.schema());
        if (state.isPresent() && state.get().phase() != Phase.ADOPTED) {
            throw new MigrationException(
                    ErrorCode.ADOPTION_UNDER_WAY,
                    "an adoption of tenant '%s' is under way: 'adopt %1$s' goes on with it, 'adopt %1$s --undo' takes it back"
                            .formatted(target.name()));
        }
    }

    /** The schemas that have the old tables, of all that are there. */
    public static List<String> keptSchemas(Connection connection) throws SQLException {
        return isThere(connection) ? FirstColumn.of(connection, KEPT) : List.of();
    }

    private static boolean isThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(IS_THERE)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    static MigrationException notBegun(String tenant) {
        return new MigrationException(
                ErrorCode.NOT_ALLOWED, "no adoption of tenant '%s' was begun, or it is finished".formatted(tenant));
    }

    static void begin(Connection connection, AdoptionState state) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
            insert.setString(1, state.schema());
            insert.setString(2, state.source());
            insert.setString(3, state.kept());
            insert.setString(4, JSON.writeValueAsString(state.choices()));
            insert.setString(5, state.phase().word());
            List<List<String>> lists = List.of(
                    state.restingFunctions(),
                    state.restingTriggers(),
                    state.movedExtensions(),
                    state.filledTables(),
                    state.keptTables());
            for (int i = 0; i < lists.size(); i++) {
                insert.setArray(
                        6 + i, connection.createArrayOf("text", lists.get(i).toArray()));
            }
            insert.setBoolean(11, state.hadSignUpTrigger());
            insert.execute();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static AdoptionState advance(Connection connection, AdoptionState state, Phase next) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            update.setString(1, next.word());
            update.setString(2, next.word());
            update.setString(3, state.schema());
            update.execute();
        }
        return state.at(next);
    }

    /** How long it took from its begin to its end. */
    static long milliseconds(Connection connection, AdoptionState state) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(MILLISECONDS)) {
            query.setString(1, state.schema());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    static void forget(Connection connection, AdoptionState state) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement(FORGET)) {
            delete.setString(1, state.schema());
            delete.execute();
        }
    }

    private static AdoptionState read(String schema, ResultSet row) throws SQLException {
        try {
            return new AdoptionState(
                    schema,
                    row.getString(1),
                    row.getString(2),
                    JSON.readValue(row.getString(3), Choices.class),
                    Phase.of(row.getString(4)),
                    texts(row, 5),
                    texts(row, 6),
                    texts(row, 7),
                    texts(row, 8),
                    texts(row, 9),
                    row.getBoolean(10),
                    row.getTimestamp(11).toInstant());
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the choices of an adoption cannot be read", damaged);
        }
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}

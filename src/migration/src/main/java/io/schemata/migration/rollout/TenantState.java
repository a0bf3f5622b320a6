package io.schemata.migration.rollout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A schema's history as it was after a run.
 *
 * @param name the run's tag, or else its own name
 * @param blueprint the blueprint of the schema then
 * @param version its version, of {@code schemata.blueprint_structures}
 * @param history the checksums of all changesets that were applied then, by name, in their order
 */
public record TenantState(String name, String blueprint, String version, Map<String, String> history) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String IS_THERE = "select to_regclass('schemata.rollout_tenants') is not null";

    /** A run that left the schema alone has the state of the one before. */
    private static final String FIND = """
            select coalesce(run.tag, 'rollout-' || run.id), state.blueprint, state.blueprint_version, state.history
            from schemata.rollouts run
            join schemata.rollout_tenants state on state.rollout_id <= run.id and state.schema_name = ?
            where (run.tag = ? or 'rollout-' || run.id = ?) and state.history is not null
            order by state.rollout_id desc
            limit 1
            """;

    /** The state of a schema after a run, by the run's name or tag. */
    public static Optional<TenantState> find(Connection connection, String schema, String name) throws SQLException {
        return read(connection, FIND, schema, name, name);
    }

    private static Optional<TenantState> read(Connection connection, String sql, String... arguments)
            throws SQLException {
        if (!isThere(connection)) {
            return Optional.empty();
        }
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                query.setString(i + 1, arguments[i]);
            }
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new TenantState(
                                row.getString(1), row.getString(2), row.getString(3), history(row.getString(4))))
                        : Optional.empty();
            }
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(IS_THERE);
                ResultSet row = query.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static Map<String, String> history(String json) {
        try {
            Map<String, String> history = new LinkedHashMap<>();
            for (JsonNode change : JSON.readTree(json)) {
                history.put(change.get(0).asText(), change.get(1).asText());
            }
            return history;
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("the history in schemata.rollout_tenants cannot be read", damaged);
        }
    }
}

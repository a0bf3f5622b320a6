package io.schemata.migration.rollout;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.SchemaSession;
import java.sql.SQLException;
import java.util.List;

/**
 * What a run did to one schema.
 *
 * @param outcome one word
 * @param changes the names of those that were made
 * @param reason why it did not do more, or null
 * @param blueprintVersion the version of the blueprint that the schema is at now, or null where it failed
 * @param history a JSON list of the names and checksums of all its changesets, or null where it failed
 */
public record RolloutEntry(
        String tenant,
        String schema,
        String outcome,
        List<String> changes,
        long milliseconds,
        String reason,
        String blueprint,
        String blueprintVersion,
        String history) {
    private static final String IS_THERE = "select to_regclass('databasechangelog')::text";
    private static final String HISTORY = "select jsonb_agg(jsonb_build_array(filename || '::' || id, md5sum)"
            + " order by orderexecuted)::text from databasechangelog";

    /** The history of the session's schema, or null where it has none. */
    public static String history(SchemaSession session) throws SQLException {
        session.setSearchPath();
        boolean isThere = FirstColumn.of(session.connection(), IS_THERE).get(0) != null;
        return isThere ? FirstColumn.of(session.connection(), HISTORY).get(0) : null;
    }
}

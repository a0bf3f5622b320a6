package io.schemata.migrate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.changelog.ChangeSet;

/**
 * What a schema has already been given, read from Liquibase's own table without creating or changing it.
 *
 * @param checksums by change
 * @param lastRun when the last one was made, or null
 */
record History(Map<String, String> checksums, Instant lastRun) {
    static final History NONE = new History(Map.of(), null);

    private static final String EXISTS = "select to_regclass(?) is not null";
    private static final String CHANGES =
            "select filename || '::' || id, md5sum, dateexecuted from databasechangelog order by orderexecuted";

    /** Reads the schema the connection's search path begins with. */
    static History read(Connection connection, String schema) throws SQLException {
        Map<String, String> checksums = new LinkedHashMap<>();
        Timestamp last = null;
        if (exists(connection, schema)) {
            try (PreparedStatement query = connection.prepareStatement(CHANGES);
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    checksums.put(rows.getString(1), rows.getString(2));
                    last = rows.getTimestamp(3);
                }
            }
        }
        return new History(checksums, last == null ? null : last.toInstant());
    }

    /** What is still to do: never done, or a named body that reads otherwise now. */
    List<ChangeSet> pending(Changelog changelog) {
        return changelog.changes().stream()
                .filter(change -> !has(change) || change.isRunOnChange() && isEdited(change))
                .toList();
    }

    /** Numbered changes that were edited after they had been applied. */
    List<ChangeSet> edited(Changelog changelog) {
        return changelog.changes().stream()
                .filter(change -> has(change) && !change.isRunOnChange() && isEdited(change))
                .toList();
    }

    private boolean has(ChangeSet change) {
        return checksums.containsKey(Changelog.name(change));
    }

    private boolean isEdited(ChangeSet change) {
        return !Changelog.checksum(change).equals(checksums.get(Changelog.name(change)));
    }

    private static boolean exists(Connection connection, String schema) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(EXISTS)) {
            query.setString(1, schema + ".databasechangelog");
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}

package io.schemata.migration.changelog;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import liquibase.changelog.ChangeSet;

/**
 * The changesets that a schema has, read from Liquibase's own table without creating or changing it.
 *
 * @param checksums by changeset
 * @param lastRun when the last one was applied, or null
 */
public record AppliedChanges(Map<String, String> checksums, Instant lastRun) {
    public static final AppliedChanges NONE = new AppliedChanges(Map.of(), null);

    private static final String EXISTS = "select to_regclass(?) is not null";
    private static final String CHANGES =
            "select filename || '::' || id, md5sum, dateexecuted from databasechangelog order by orderexecuted";

    /** Reads the schema that the connection's search path begins with. */
    public static AppliedChanges read(Connection connection, String schema) throws SQLException {
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
        return new AppliedChanges(checksums, last == null ? null : last.toInstant());
    }

    /** The changesets that were never applied, and the named bodies that read otherwise now. */
    public List<ChangeSet> pending(Changelog changelog) {
        return changelog.changesets().stream()
                .filter(changeset -> !has(changeset) || changeset.isRunOnChange() && isEdited(changelog, changeset))
                .toList();
    }

    /** The names of numbered changesets that were edited after they had been applied. */
    public List<String> edited(Changelog changelog) {
        return changelog.changesets().stream()
                .filter(changeset -> has(changeset) && !changeset.isRunOnChange() && isEdited(changelog, changeset))
                .map(Changesets::name)
                .toList();
    }

    /** Refuses a changelog of which a numbered changeset was edited. */
    public void requireUnedited(Changelog changelog) {
        edited(changelog).stream().findFirst().ifPresent(changeset -> {
            throw new MigrationException(
                    ErrorCode.EDITED_CHANGESET,
                    "edited after it was applied: %s; undo the edit, and write what is new as a change of its own"
                            .formatted(changeset));
        });
    }

    /** Refuses a team's change that is applied under another file's name: it would be applied again. */
    public void requireUnmoved(Changelog changelog) {
        Set<String> known = changelog.checksums().keySet();
        for (ChangeSet changeset : changelog.changesets()) {
            String end = "::" + changeset.getId();
            if (BlueprintFiles.isOwn(changeset.getFilePath()) && !has(changeset)) {
                checksums.keySet().stream()
                        .filter(name -> name.endsWith(end) && !known.contains(name))
                        .filter(name -> changelog.checksum(changeset).equals(checksums.get(name)))
                        .findFirst()
                        .ifPresent(moved -> {
                            throw new MigrationException(
                                    ErrorCode.EDITED_CHANGESET,
                                    "applied as %s: a file that is applied keeps its name, so call %s as it was"
                                            .formatted(moved, changeset.getFilePath()));
                        });
            }
        }
    }

    private boolean has(ChangeSet changeset) {
        return checksums.containsKey(Changesets.name(changeset));
    }

    private boolean isEdited(Changelog changelog, ChangeSet changeset) {
        return !changelog.checksum(changeset).equals(checksums.get(Changesets.name(changeset)));
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

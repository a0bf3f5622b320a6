package io.schemata.migration.changelog;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import liquibase.changelog.ChangeSet;
import liquibase.util.LiquibaseUtil;

/**
 * The changesets that were applied to a schema, in Liquibase's own tables and as it writes them, so that it can go on there. It
 * would ask the server a dozen times for each schema, and do so for one schema of a process at a time.
 */
final class ChangeHistory {
    /** With the columns that came later to them. */
    private static final String ARE_THERE = "select 'there' from pg_attribute"
            + " where attrelid = to_regclass('databasechangelog') and attname in"
            + " ('description', 'comments', 'tag', 'liquibase', 'contexts', 'labels', 'deployment_id')"
            + " and to_regclass('databasechangeloglock') is not null having count(*) = 7";

    private static final String TABLES = SqlFile.read("changelog/history.sql");
    private static final String NEXT = "(select coalesce(max(orderexecuted), 0) + 1 from databasechangelog)";
    private static final String NOTE_AGAIN =
            "update databasechangelog set dateexecuted = now(), orderexecuted = " + NEXT
                    + ", exectype = 'RERAN', md5sum = ?, description = ?, comments = ?, liquibase = ?, deployment_id = ?"
                    + " where id = ? and author = ? and filename = ?";
    private static final String NOTE = "insert into databasechangelog (md5sum, description, comments, liquibase,"
            + " deployment_id, id, author, filename, dateexecuted, orderexecuted, exectype)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, now(), " + NEXT + ", 'EXECUTED')";
    private static final String SET_CHECKSUM =
            "update databasechangelog set md5sum = ? where filename || '::' || id = ?";

    private static final int LONGEST_TEXT = 255;
    private static final int LONGEST_VERSION = 20;
    private static final int DIGITS = 10;

    /** Liquibase's mark of a run. */
    private static final class Deployment {
        private static final String ID = lastDigits(Long.toString(System.currentTimeMillis()));

        private static String lastDigits(String time) {
            return time.substring(time.length() - DIGITS);
        }
    }

    private ChangeHistory() {}

    /** Makes the tables where they are missing, in the schema that the search path begins with. */
    static void begin(Connection connection) throws SQLException {
        if (FirstColumn.of(connection, ARE_THERE).isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(TABLES);
            }
        }
    }

    /** Notes one as applied, or as applied again. */
    static void note(Connection connection, ChangeSet changeset, String checksum) throws SQLException {
        if (write(connection, NOTE_AGAIN, changeset, checksum) == 0) {
            write(connection, NOTE, changeset, checksum);
        }
    }

    /** Sets checksums that are noted in place of the changesets' own, by name. */
    static void setChecksums(Connection connection, Map<String, String> checksums) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(SET_CHECKSUM)) {
            for (Map.Entry<String, String> checksum : checksums.entrySet()) {
                update.setString(1, checksum.getValue());
                update.setString(2, checksum.getKey());
                update.execute();
            }
        }
    }

    private static int write(Connection connection, String sql, ChangeSet changeset, String checksum)
            throws SQLException {
        List<String> values = List.of(
                checksum,
                text(changeset.getDescription()),
                text(changeset.getComments()),
                cut(LiquibaseUtil.getBuildVersion(), LONGEST_VERSION),
                Deployment.ID,
                changeset.getId(),
                changeset.getAuthor(),
                changeset.getFilePath());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setString(i + 1, values.get(i));
            }
            return statement.executeUpdate();
        }
    }

    private static String text(String text) {
        return text == null ? "" : cut(text.strip(), LONGEST_TEXT);
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}

package io.schemata.migration.changelog;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.database.core.PostgresDatabase;
import liquibase.sqlgenerator.SqlGeneratorFactory;
import org.postgresql.core.Parser;

/** The name, the checksum and the SQL of a changeset. */
public final class Changesets {
    private static final Pattern CONCURRENTLY = Pattern.compile("\\sconcurrently\\s", Pattern.CASE_INSENSITIVE);

    private Changesets() {}

    public static String name(ChangeSet changeset) {
        return changeset.getFilePath() + "::" + changeset.getId();
    }

    public static String checksum(ChangeSet changeset) {
        return changeset.generateCheckSum(ChecksumVersion.latest()).toString();
    }

    /** The SQL as it will be sent: Liquibase leaves comments out. A changelog of ours holds raw SQL only. */
    public static String sql(ChangeSet changeset) {
        return sql(changeset.getChanges());
    }

    /** Statement by statement, as they run in a transaction: one that asks to run outside makes its indexes otherwise. */
    static List<String> inTransaction(ChangeSet changeset) throws SQLException {
        return changeset.isRunInTransaction()
                ? statements(changeset)
                : statements(changeset).stream()
                        .map(sql -> CONCURRENTLY.matcher(sql).replaceAll(" "))
                        .toList();
    }

    /** The same as {@link #sql}, statement by statement. */
    public static List<String> statements(ChangeSet changeset) throws SQLException {
        return statements(sql(changeset));
    }

    /** Whether its file says how it is undone; {@code --rollback empty} says that nothing is to be done. */
    public static boolean saysHowItIsUndone(ChangeSet changeset) {
        return !changeset.getRollback().getChanges().isEmpty();
    }

    /** What undoes it, statement by statement. */
    public static List<String> rollbackStatements(ChangeSet changeset) throws SQLException {
        return statements(sql(changeset.getRollback().getChanges()));
    }

    private static List<String> statements(String sql) throws SQLException {
        return Parser.parseJdbcSql(sql, true, false, true, false, true).stream()
                .map(statement -> statement.nativeSql)
                .filter(statement -> !statement.isBlank())
                .toList();
    }

    private static String sql(List<Change> changes) {
        return changes.stream()
                .flatMap(part -> Stream.of(SqlGeneratorFactory.getInstance().generateSql(part, new PostgresDatabase())))
                .map(statement -> ended(statement.toSql().strip()))
                .collect(Collectors.joining());
    }

    /** Where Liquibase has split a text into statements, it has taken their ends away. */
    private static String ended(String statement) {
        return statement.endsWith(";") ? statement + "\n" : statement + "\n;\n";
    }
}

package io.schemata.migration.adopt;

import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.alter.Alterer;
import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.preflight.MadeBlueprint;
import io.schemata.migration.report.AdoptedTable;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies the old rows into the blueprint's tables in a transaction that is rolled back, so that nothing is set aside before it
 * is known that they fit. The tables are made without foreign keys to other schemas: those would lock auth.users, and sign-ups
 * would wait; that the users are there is looked for in each row.
 *
 * @param problems what has to be mended or chosen first
 * @param sql the statements that read and copy
 */
record Rehearsal(List<AdoptedTable> tables, List<String> problems, List<String> notices, List<String> sql) {
    private static final Set<ObjectKind> OF_TABLES = EnumSet.of(
            ObjectKind.EXTENSION,
            ObjectKind.COLLATION,
            ObjectKind.TYPE,
            ObjectKind.SEQUENCE,
            ObjectKind.TABLE,
            ObjectKind.COLUMN,
            ObjectKind.FUNCTION,
            ObjectKind.OPERATOR,
            ObjectKind.TEXT_SEARCH,
            ObjectKind.DEFAULT,
            ObjectKind.CONSTRAINT,
            ObjectKind.INDEX,
            ObjectKind.VIEW);

    private static final Pattern OF_OTHER_SCHEMA = Pattern.compile("REFERENCES (?:\"(?:[^\"]|\"\")+\"|\\w+)\\.");
    private static final List<String> ROLES_AND_USERS =
            List.of("db/platform/001-roles.sql", "db/platform/002-auth.sql");
    private static final String NAME = "schemata_rehearsal_%d";
    private static final String MOST_ROWS_FIT =
            "%s: %,d of %,d rows have no place here (%s): mend them, or say --leave-rows, with which"
                    + " they stay in the old table alone";

    /**
     * Rehearses it on a connection of its own.
     *
     * @param platform the changes of what all tenants need, of which some may be pending
     */
    static Rehearsal of(Connection connection, MadeBlueprint made, Changelog platform, OldSchema old, Choices choices)
            throws SQLException {
        connection.setAutoCommit(true);
        choices.set(connection);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        try {
            makeTables(connection, made, platform);
            return copy(connection, made, old, choices);
        } finally {
            connection.rollback();
        }
    }

    private static void makeTables(Connection connection, MadeBlueprint made, Changelog platform) throws SQLException {
        ReferenceSchema.setSearchPath(connection, "schemata");
        ReferenceSchema.run(
                connection,
                "schemata",
                AppliedChanges.read(connection, "schemata").pending(platform).stream()
                        .filter(changeset -> ROLES_AND_USERS.contains(changeset.getFilePath()))
                        .toList());
        String name = NAME.formatted(ProcessHandle.current().pid());
        SetAside.runAll(
                connection, List.of("create schema " + OwnName.quoted(name), "set local check_function_bodies = off"));
        Catalog catalog = Catalog.of(connection, name);
        Stream<Statement> all = Alterer.of(catalog, Structure.read(catalog), made.structure(), new HashSet<>())
                .all();
        catalog.lookFromWithin();
        SetAside.runAll(
                connection,
                all.filter(statement ->
                                OF_TABLES.contains(statement.difference().kind()))
                        .map(Statement::sql)
                        .filter(sql -> !OF_OTHER_SCHEMA.matcher(sql).find())
                        .toList());
        ReferenceSchema.setSearchPath(connection, name);
        for (String table : made.filledTables()) {
            fill(connection, table);
        }
    }

    /** With a row like the one that a changeset makes, where its columns have defaults. */
    private static void fill(Connection connection, String table) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            SetAside.runAll(connection, List.of("insert into %s default values".formatted(OwnName.quoted(table))));
        } catch (SQLException otherRows) {
            connection.rollback(before);
        }
    }

    private static Rehearsal copy(Connection connection, MadeBlueprint made, OldSchema old, Choices choices)
            throws SQLException {
        OldRows rows = OldRows.read(connection, old.name());
        List<String> problems = new ArrayList<>(OldRows.messages(connection, "problem_"));
        List<String> sql = new ArrayList<>(rows.sql());
        List<AdoptedTable> tables = new ArrayList<>();
        Set<String> copied = new HashSet<>();
        Copier copier = new Copier(connection, rows);
        for (List<TableCopy> group : Copies.inOrder(connection, made.filledTables())) {
            group.forEach(copy -> {
                sql.add(copy.insert());
                copied.add(copy.table());
                copy.missing()
                        .forEach(column -> problems.add("%s: %s has to have a value, and the old table has none"
                                .formatted(copy.table(), column)));
            });
            if (problems.isEmpty()) {
                tables.addAll(copy(connection, copier, group, choices, problems));
            }
        }
        if (problems.isEmpty()) {
            problems.addAll(OldRows.failedChecks(connection));
        }
        List<String> notices = new ArrayList<>(OldRows.messages(connection, "notice_"));
        List<String> unread = rows.unread(copied);
        if (!unread.isEmpty()) {
            notices.add(
                    "without a counterpart, only in schema %s: %s".formatted(old.kept(), String.join(", ", unread)));
        }
        old.remarks().forEach(remark -> notices.add(remark + ", and goes on doing so"));
        return new Rehearsal(tables, problems, notices, sql);
    }

    private static List<AdoptedTable> copy(
            Connection connection, Copier copier, List<TableCopy> group, Choices choices, List<String> problems)
            throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            List<AdoptedTable> tables = copier.copy(group);
            if (!choices.leavesRows()) {
                tables.stream()
                        .filter(table -> table.copied() < table.rows())
                        .forEach(table -> problems.add(MOST_ROWS_FIT.formatted(
                                table.table(),
                                table.rows() - table.copied(),
                                table.rows(),
                                String.join(", ", table.left().keySet()))));
            }
            return tables;
        } catch (SQLException failure) {
            connection.rollback(before);
            String names =
                    String.join(", ", group.stream().map(TableCopy::table).toList());
            problems.add("%s: %s".formatted(names, FailureReason.of(failure)));
            return List.of();
        }
    }
}

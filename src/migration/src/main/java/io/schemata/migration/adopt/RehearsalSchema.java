package io.schemata.migration.adopt;

import io.schemata.migration.adopt.TableCopy.Reference;
import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.alter.Alterer;
import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.preflight.MadeBlueprint;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables of a blueprint in a schema that is never committed, so that old rows can be copied for a trial. They are made
 * without foreign keys to other schemas, which would lock auth.users, and sign-ups would wait: those are looked at row by row.
 */
final class RehearsalSchema {
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

    private static final String NAME_PATTERN = "(\"(?:[^\"]|\"\")+\"|\\w+)";
    private static final Pattern OUTER_REFERENCE = Pattern.compile("alter table " + NAME_PATTERN + " add constraint "
            + NAME_PATTERN + " FOREIGN KEY \\(([^)]*)\\) REFERENCES (" + NAME_PATTERN + "\\." + NAME_PATTERN
            + ")\\(([^)]*)\\).*");

    private static final List<String> ROLES_AND_USERS =
            List.of("db/platform/001-roles.sql", "db/platform/002-auth.sql");
    private static final String PLATFORM = "schemata";
    private static final String NAME = "schemata_rehearsal_%d";

    private RehearsalSchema() {}

    /**
     * Makes it in the connection's transaction, which the caller rolls back; the search path is the schema then.
     *
     * @param platform the changes of what all tenants need, of which some may be pending
     * @return the foreign keys to other schemas, by table
     */
    static Map<String, List<Reference>> make(Connection connection, MadeBlueprint made, Changelog platform)
            throws SQLException {
        ReferenceSchema.setSearchPath(connection, PLATFORM);
        ReferenceSchema.run(
                connection,
                PLATFORM,
                AppliedChanges.read(connection, PLATFORM).pending(platform).stream()
                        .filter(changeset -> ROLES_AND_USERS.contains(changeset.getFilePath()))
                        .toList());
        String name = NAME.formatted(ProcessHandle.current().pid());
        Transaction.runAll(
                connection,
                List.of(
                        "set local lock_timeout = '10s'",
                        "create schema " + OwnName.quoted(name),
                        "set local check_function_bodies = off"));
        Catalog catalog = Catalog.of(connection, name);
        Stream<Statement> all = Alterer.of(catalog, Structure.read(catalog), made.structure(), new HashSet<>())
                .all();
        List<String> statements = all.filter(
                        statement -> OF_TABLES.contains(statement.difference().kind()))
                .map(Statement::sql)
                .toList();
        Map<String, List<Reference>> outer = outerReferences(statements);
        catalog.lookFromWithin();
        Transaction.runAll(
                connection,
                statements.stream()
                        .filter(sql -> !OUTER_REFERENCE.matcher(sql).matches())
                        .toList());
        ReferenceSchema.setSearchPath(connection, name);
        for (String table : made.filledTables()) {
            fill(connection, table);
        }
        return outer;
    }

    private static Map<String, List<Reference>> outerReferences(List<String> statements) {
        Map<String, List<Reference>> outer = new HashMap<>();
        for (String sql : statements) {
            Matcher key = OUTER_REFERENCE.matcher(sql);
            if (key.matches()) {
                outer.computeIfAbsent(unquoted(key.group(1)), any -> new ArrayList<>())
                        .add(new Reference(
                                unquoted(key.group(2)),
                                names(key.group(3)),
                                key.group(4),
                                null,
                                names(key.group(7)),
                                false));
            }
        }
        return outer;
    }

    private static List<String> names(String list) {
        return Stream.of(list.split(", ")).map(RehearsalSchema::unquoted).toList();
    }

    private static String unquoted(String name) {
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }

    /** With a row like the one that a changeset makes, where its columns have defaults. */
    private static void fill(Connection connection, String table) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            Transaction.runAll(connection, List.of("insert into %s default values".formatted(OwnName.quoted(table))));
        } catch (SQLException otherRows) {
            connection.rollback(before);
        }
    }
}

package io.schemata.migration.adopt;

import io.schemata.migration.adopt.AdoptionState.Phase;
import io.schemata.migration.adopt.OldSchema.SignUpFunction;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.database.WriteGuard;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lets the functions rest that set users up in old tables, so that no sign-up waits for them or fails; and then makes the tables
 * read-only, and gives their schema another name where the tenant has its own.
 */
final class SetAside {
    private static final String DEFINITION = "select pg_get_functiondef(?)";
    private static final String HAS_TRIGGER = "select exists (select from pg_trigger"
            + " where tgrelid = to_regclass('auth.users') and tgname = 'schemata_set_up_new_user')";
    private static final String TRIGGERS = SqlFile.read("adopt/old_triggers.sql");
    private static final String USERS =
            "insert into schemata.adoption_users (schema_name, user_id) select ?, id from auth.users";
    /** What a function does that rests. */
    static final String BODY = " begin return coalesce(new, old); end ";

    private static final String RESTING = "create or replace function %s.%s() returns trigger language plpgsql"
            + " set search_path = pg_catalog, pg_temp as $$" + BODY + "$$";

    private SetAside() {}

    /** The statements that let functions rest. */
    static List<String> resting(OldSchema old) {
        return old.signUpFunctions().stream()
                .map(function -> RESTING.formatted(OwnName.quoted(old.name()), OwnName.quoted(function.name())))
                .toList();
    }

    /** The statements that set tables aside. */
    static List<String> statements(
            String source, String kept, String schema, List<String> extensions, List<String> tables) {
        List<String> statements = new ArrayList<>();
        String before = OwnName.quoted(source);
        String after = OwnName.quoted(kept);
        String own = OwnName.quoted(schema);
        statements.add("lock table %s in share row exclusive mode"
                .formatted(tables.stream()
                        .map(table -> before + "." + OwnName.quoted(table))
                        .collect(Collectors.joining(", "))));
        if (!source.equals(kept)) {
            statements.add("alter schema %s rename to %s".formatted(before, after));
            statements.add("create schema " + own);
            extensions.forEach(extension ->
                    statements.add("alter extension %s set schema %s".formatted(OwnName.quoted(extension), own)));
        }
        for (String table : tables) {
            statements.addAll(WriteGuard.on(after + "." + OwnName.quoted(table)));
        }
        return statements;
    }

    /** The statements that let old tables be written again. */
    static List<String> unguarding(String schema, List<String> tables) {
        return tables.stream()
                .flatMap(table -> WriteGuard.off(OwnName.quoted(schema) + "." + OwnName.quoted(table)))
                .toList();
    }

    /** Lets the functions rest, and notes that the adoption has begun; the caller commits. */
    static void begin(Connection connection, OldSchema old, String schema, Choices choices, List<String> filledTables)
            throws SQLException {
        List<String> definitions = new ArrayList<>();
        for (SignUpFunction function : old.signUpFunctions()) {
            definitions.addAll(FirstColumn.of(connection, DEFINITION, function.id()));
        }
        Adoptions.begin(
                connection,
                new AdoptionState(
                        schema,
                        old.name(),
                        old.kept(),
                        choices,
                        Phase.BEGUN,
                        definitions,
                        triggers(connection, old.name(), 2),
                        old.extensions(),
                        filledTables,
                        OldTables.writable(connection, old.name()),
                        isTrue(connection, HAS_TRIGGER),
                        null));
        rememberUsers(connection, schema);
        Transaction.runAll(connection, resting(old));
    }

    /** The statements that stop the old tables' own triggers (1), or let them work again (2). */
    private static List<String> triggers(Connection connection, String schema, int column) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(TRIGGERS)) {
            query.setString(1, schema);
            query.setString(2, schema);
            query.setString(3, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    statements.add(rows.getString(column));
                }
            }
        }
        return statements;
    }

    private static void rememberUsers(Connection connection, String schema) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(USERS)) {
            insert.setString(1, schema);
            insert.execute();
        }
    }

    /** Sets the tables aside, after those that are writing; the caller commits. */
    static AdoptionState run(Connection connection, AdoptionState state) throws SQLException {
        List<String> tables = OldTables.writable(connection, state.source());
        Transaction.runAll(connection, triggers(connection, state.source(), 1));
        Transaction.runAll(
                connection, statements(state.source(), state.kept(), state.schema(), state.movedExtensions(), tables));
        return Adoptions.advance(connection, state, Phase.SET_ASIDE);
    }

    private static boolean isTrue(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}

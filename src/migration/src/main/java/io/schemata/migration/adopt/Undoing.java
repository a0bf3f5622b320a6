package io.schemata.migration.adopt;

import io.schemata.migration.adopt.AdoptionState.Phase;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Takes an adoption back in one transaction. */
record Undoing(Connection connection, Target target, AdoptionState state) {
    private static final String WITHDRAW = "delete from schemata.enrolled_tenants where schema_name = ?";
    private static final String FORGET_SIGN_UPS = "delete from schemata.unfinished_sign_ups where schema_name = ?";
    private static final String REMOVE_TRIGGER = "select schemata.install_sign_up_trigger(false)"
            + " where not exists (select from schemata.enrolled_tenants)";
    private static final String RESTING_TRIGGERS = "select format('drop trigger %I on auth.users', tgname)"
            + " from pg_trigger join pg_proc on pg_proc.oid = tgfoid where tgrelid = to_regclass('auth.users')"
            + " and not tgisinternal and pronamespace = to_regnamespace(quote_ident(?)) order by tgname";

    /** The tables that have other rows than those that were copied; none as long as nobody could write. */
    List<String> written() throws SQLException {
        return state.phase() == Phase.ADOPTED
                ? AdoptedRows.written(connection, state.schema(), state.filledTables())
                : List.of();
    }

    void run() throws SQLException {
        String schema = OwnName.quoted(state.schema());
        String kept = OwnName.quoted(state.kept());
        List<String> statements = new ArrayList<>();
        state.movedExtensions()
                .forEach(name ->
                        statements.add("alter extension %s set schema %s".formatted(OwnName.quoted(name), kept)));
        statements.add("drop schema if exists %s cascade".formatted(schema));
        if (state.isInPlace()) {
            statements.add("alter schema %s rename to %s".formatted(kept, schema));
        }
        statements.addAll(SetAside.unguarding(state.source(), OldRows.writable(connection, state.kept())));
        statements.addAll(state.restingFunctions());
        SetAside.runAll(connection, statements);
        run(WITHDRAW);
        run(FORGET_SIGN_UPS);
        if (!state.hadSignUpTrigger()) {
            SetAside.runAll(connection, List.of(REMOVE_TRIGGER));
        }
        state.forget(connection);
        SetAside.runAll(connection, List.of("notify pgrst, 'reload schema'"));
    }

    /** Drops the triggers on auth.users whose functions rest; where the login may not, they go with the schema. */
    static void dropRestingTriggers(Connection connection, String kept) throws SQLException {
        List<String> statements = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(RESTING_TRIGGERS)) {
            query.setString(1, kept);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    statements.add(rows.getString(1));
                }
            }
        }
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException notOwner) {
            connection.rollback(before);
        }
    }

    private void run(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, state.schema());
            statement.execute();
        }
    }
}

package io.schemata.migration.adopt;

import io.schemata.migration.adopt.AdoptionState.Phase;
import io.schemata.migration.plan.PlanId;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.Words;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SqlFile;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Takes an adoption back, in the connection's transaction. */
record Undoing(Connection connection, AdoptionState state) {
    private static final int MOST_NAMES = 5;
    private static final String DEPENDENTS = SqlFile.read("adopt/new_dependents.sql");
    private static final String SIGNED_UP = SqlFile.read("adopt/signed_up_since.sql");
    private static final String WITHDRAW = "delete from schemata.enrolled_tenants where schema_name = ?";
    private static final String FORGET_SIGN_UPS = "delete from schemata.unfinished_sign_ups where schema_name = ?";
    private static final String REMOVE_TRIGGER = "select schemata.install_sign_up_trigger(false)"
            + " where not exists (select from schemata.enrolled_tenants)";
    private static final String RESTING_TRIGGERS = "select format('drop trigger %I on auth.users', tgname)"
            + " from pg_trigger join pg_proc on pg_proc.oid = tgfoid where tgrelid = to_regclass('auth.users')"
            + " and not tgisinternal and pronamespace = to_regnamespace(quote_ident(?)) order by tgname";

    /**
     * What would be lost: tables that have other rows than those that were copied, and users whom the old functions have not
     * set up. Nobody writes to the tables until the transaction ends.
     */
    List<String> losses() throws SQLException {
        state.choices().set(connection);
        List<String> losses = new ArrayList<>();
        if (!state.isBefore(Phase.SET_ASIDE)) {
            List<String> gone = new ArrayList<>(state.keptTables());
            gone.removeAll(OldTables.writable(connection, state.kept()));
            if (!gone.isEmpty()) {
                losses.add("of the old tables there are no more: " + String.join(", ", gone));
            }
            OldTables.texts(connection, DEPENDENTS, state.schema())
                    .forEach(use -> losses.add("what came since goes too: " + use));
        }
        if (state.phase() == Phase.ADOPTED) {
            String tables = OldTables.writable(connection, state.schema()).stream()
                    .map(table -> OwnName.quoted(state.schema()) + "." + OwnName.quoted(table))
                    .collect(Collectors.joining(", "));
            SetAside.runAll(connection, List.of("lock table %s in share row exclusive mode".formatted(tables)));
            List<String> written = AdoptedRows.written(connection, state.schema());
            if (!written.isEmpty()) {
                losses.add("rows were written since in " + String.join(", ", written));
            }
        }
        List<String> users = signedUp();
        if (!users.isEmpty() && !state.restingFunctions().isEmpty()) {
            losses.add("%d users signed up since, whom the old functions have not set up (%s)"
                    .formatted(users.size(), Words.first(MOST_NAMES, users)));
        }
        return losses;
    }

    static Undoing of(Connection connection, Target target) throws SQLException {
        return new Undoing(
                connection,
                Adoptions.find(connection, target.schema()).orElseThrow(() -> Adoptions.notBegun(target.name())));
    }

    /** @param losses what {@link #losses} says */
    Plan plan(Target target, List<String> losses) throws SQLException {
        List<String> statements = statements();
        String remarks = losses.stream().map("-- loses: %s%n"::formatted).collect(Collectors.joining());
        return PlanId.plan(target, statements, remarks + String.join(";\n", statements) + ";\n");
    }

    private List<String> signedUp() throws SQLException {
        List<String> users = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SIGNED_UP)) {
            query.setTimestamp(1, Timestamp.from(state.begunAt()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    users.add(rows.getString(1));
                }
            }
        }
        return users;
    }

    /** The statements that give the old tables and functions back. */
    List<String> statements() throws SQLException {
        String schema = OwnName.quoted(state.schema());
        String kept = OwnName.quoted(state.kept());
        List<String> statements = new ArrayList<>();
        if (!state.isBefore(Phase.SET_ASIDE)) {
            state.movedExtensions()
                    .forEach(name ->
                            statements.add("alter extension %s set schema %s".formatted(OwnName.quoted(name), kept)));
            statements.add("drop schema if exists %s cascade".formatted(schema));
            if (state.isInPlace()) {
                statements.add("alter schema %s rename to %s".formatted(kept, schema));
            }
            statements.addAll(SetAside.unguarding(state.source(), OldTables.writable(connection, state.kept())));
        }
        statements.addAll(state.restingFunctions());
        return statements;
    }

    void run() throws SQLException {
        SetAside.runAll(connection, statements());
        run(WITHDRAW);
        run(FORGET_SIGN_UPS);
        if (!state.hadSignUpTrigger()) {
            SetAside.runAll(connection, List.of(REMOVE_TRIGGER));
        }
        Adoptions.forget(connection, state);
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

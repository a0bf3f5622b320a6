package io.schemata.migration.adopt;

import io.schemata.migration.adopt.AdoptionState.Phase;
import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.plan.PendingSteps;
import io.schemata.migration.plan.Step;
import io.schemata.migration.repair.Drift;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.SqlFile;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import liquibase.exception.LiquibaseException;

/**
 * The last step of an adoption: users are set up in the tenant from now on, those too who have signed up meanwhile, and the
 * schema is opened as its blueprint says.
 */
record Opening(
        SchemaSession session,
        Target target,
        Target platform,
        AdoptionState state,
        BlueprintStructures blueprints,
        Duration lockTimeout) {
    private static final String WAIT_SHORTLY = "set local lock_timeout = '500ms'";
    private static final int MOST_ATTEMPTS = 20;
    private static final String LOCK_USERS = "lock table auth.users in share row exclusive mode";
    private static final String SIGNED_UP = SqlFile.read("adopt/signed_up_since.sql");
    private static final String SET_UP = "select set_up_user(?, null, ?)";
    private static final String NOTE = "select schemata.note_unfinished_sign_up(?, ?, ?)";

    void run() throws SQLException, LiquibaseException {
        writeSettings();
        blueprints.store(target.blueprint(), null);
        Set<UUID> known = new HashSet<>();
        AdoptionWork.inTransaction(session, connection -> setUpMissed(connection, known));
        AdoptionWork.inTransaction(session, connection -> {
            open(connection);
            for (Map.Entry<String, List<String>> table :
                    filledTables(connection).entrySet()) {
                AdoptedRows.note(connection, state.schema(), table.getKey(), table.getValue());
            }
            waitForSignUps(connection);
            setUpMissed(connection, known);
            Adoptions.advance(connection, state, Phase.ADOPTED);
            SetAside.runAll(connection, List.of("notify pgrst, 'reload schema'"));
        });
    }

    /** Those that changesets have filled, with their columns. */
    private Map<String, List<String>> filledTables(Connection connection) throws SQLException {
        ReferenceSchema.setSearchPath(connection, target.schema());
        Map<String, List<String>> tables = new HashMap<>(SessionViews.relations(connection));
        tables.keySet().retainAll(state.filledTables());
        return tables;
    }

    private void writeSettings() throws SQLException, LiquibaseException {
        try (SchemaSession ofPlatform = SchemaSession.open(JdbcAddress.configured(), platform.schema())) {
            ofPlatform.setLockTimeout(lockTimeout);
            for (Step setting : PendingSteps.settings(platform, ofPlatform)) {
                setting.run(ofPlatform, null);
            }
        }
        session.setSearchPath();
        for (Step setting : PendingSteps.settings(target, session)) {
            setting.run(session, null);
        }
    }

    /** Until this transaction ends no more users sign up, where the login may see to that; none waits for long before. */
    private static void waitForSignUps(Connection connection) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            SQLException unlocked =
                    inSavepoint(connection, () -> SetAside.runAll(connection, List.of(WAIT_SHORTLY, LOCK_USERS)));
            if (unlocked == null || !LockedTable.isLocked(unlocked)) {
                return;
            }
            if (attempt == MOST_ATTEMPTS) {
                throw unlocked;
            }
        }
    }

    /** Sets those up who signed up since the adoption began, but for those that are known. */
    private void setUpMissed(Connection connection, Set<UUID> known) throws SQLException {
        if (!target.tenant().enrolment().isEnrolled()) {
            return;
        }
        ReferenceSchema.setSearchPath(connection, target.schema());
        record Missed(UUID user, boolean isAnonymous) {}
        List<Missed> all = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SIGNED_UP)) {
            query.setString(1, state.schema());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(new Missed(rows.getObject(1, UUID.class), rows.getBoolean(2)));
                }
            }
        }
        for (Missed missed : all) {
            if (known.add(missed.user())) {
                SQLException failure =
                        inSavepoint(connection, () -> setUp(connection, missed.user(), missed.isAnonymous()));
                if (failure != null) {
                    note(connection, missed.user(), FailureReason.of(failure));
                }
            }
        }
    }

    private static void setUp(Connection connection, UUID user, boolean isAnonymous) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(SET_UP)) {
            call.setObject(1, user);
            call.setBoolean(2, isAnonymous);
            call.execute();
        }
    }

    private void note(Connection connection, UUID user, String reason) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(NOTE)) {
            call.setObject(1, user);
            call.setString(2, target.schema());
            call.setString(3, reason);
            call.execute();
        }
    }

    private interface Attempt {
        void run() throws SQLException;
    }

    private static SQLException inSavepoint(Connection connection, Attempt attempt) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            attempt.run();
            connection.releaseSavepoint(before);
            return null;
        } catch (SQLException failure) {
            connection.rollback(before);
            return failure;
        }
    }

    /** The rights that the blueprint gives are all that it may be without. */
    private void open(Connection connection) throws SQLException {
        Structure blueprint;
        try {
            blueprint = blueprints.require(connection, target.blueprint());
        } catch (LiquibaseException failure) {
            throw new SQLException(failure.getMessage(), failure);
        }
        Catalog catalog = Catalog.of(connection, target.schema());
        Drift drift = Drift.read(catalog, blueprint, new Drift.Limits(false, false));
        List<Statement> statements = drift.alteration().all().toList();
        List<String> others = statements.stream()
                .filter(statement -> statement.difference().kind() != ObjectKind.GRANT)
                .map(statement -> statement.difference().toString())
                .distinct()
                .toList();
        if (!others.isEmpty()) {
            throw new SQLException("the schema is not what the blueprint makes: " + String.join(", ", others));
        }
        SetAside.runAll(connection, statements.stream().map(Statement::sql).toList());
    }
}

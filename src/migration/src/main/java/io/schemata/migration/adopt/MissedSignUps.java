package io.schemata.migration.adopt;

import io.schemata.migration.blueprint.ReferenceSchema;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The users who signed up while the old functions rest and the tenant does not set up yet. */
record MissedSignUps(Connection connection, String schema) {
    /**
     * One of them.
     *
     * @param isNew whether they were not there when the adoption began; else an address or number was confirmed since
     */
    record Missed(UUID user, boolean isAnonymous, boolean isNew) {}

    private static final String WAIT_SHORTLY = "set local lock_timeout = '500ms'";
    private static final int MOST_ATTEMPTS = 20;
    private static final String LOCK_USERS = "lock table auth.users in share row exclusive mode";
    private static final String SIGNED_UP = SqlFile.read("adopt/signed_up_since.sql");
    private static final String SET_UP = "select set_up_user(?, null, ?)";
    private static final String NOTE = "select schemata.note_unfinished_sign_up(?, ?, ?)";

    /** Until this transaction ends nobody signs up, where the login may see to that; before, nobody waits for long. */
    void holdSignUps() throws SQLException {
        for (int attempt = 1; ; attempt++) {
            SQLException failure = inSavepoint(() -> Transaction.runAll(connection, List.of(WAIT_SHORTLY, LOCK_USERS)));
            if (failure == null || !LockedTable.isLocked(failure)) {
                return;
            }
            if (attempt == MOST_ATTEMPTS) {
                throw failure;
            }
        }
    }

    List<Missed> all() throws SQLException {
        List<Missed> all = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(SIGNED_UP)) {
            query.setString(1, schema);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    all.add(new Missed(rows.getObject(1, UUID.class), rows.getBoolean(2), rows.getBoolean(3)));
                }
            }
        }
        return all;
    }

    /** Sets them up but for those that are known, and makes them known; whoever fails is noted for the function new-user. */
    void setUp(Set<UUID> known) throws SQLException {
        ReferenceSchema.setSearchPath(connection, schema);
        for (Missed missed : all()) {
            if (known.add(missed.user())) {
                SQLException failure = inSavepoint(() -> setUp(missed));
                if (failure != null) {
                    note(missed.user(), FailureReason.of(failure));
                }
            }
        }
    }

    private void setUp(Missed missed) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(SET_UP)) {
            call.setObject(1, missed.user());
            call.setBoolean(2, missed.isAnonymous());
            call.execute();
        }
    }

    private void note(UUID user, String reason) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement(NOTE)) {
            call.setObject(1, user);
            call.setString(2, schema);
            call.setString(3, reason);
            call.execute();
        }
    }

    private interface Attempt {
        void run() throws SQLException;
    }

    private SQLException inSavepoint(Attempt attempt) throws SQLException {
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
}

package io.schemata.migration.apply;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.plan.PendingSteps;
import io.schemata.migration.plan.Step;
import io.schemata.migration.preflight.UnderWay;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.targets.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** One run of the pending steps of a target, with what it has done so far. */
final class Upgrade {
    private static final int MOST_TRIES = 10;
    private static final long LONGEST_PAUSE_NANOSECONDS = 500_000_000;

    private final MigrationConfig config;
    private final Target target;
    private final Duration wait;
    private final List<String> planned;
    private final List<Step> changes = new ArrayList<>();
    private List<Step> settings = List.of();

    /** @param planned the names of all changes that may be made, or null for all that are pending */
    Upgrade(MigrationConfig config, Target target, Duration wait, List<String> planned) {
        this.config = config;
        this.target = target;
        this.wait = wait;
        this.planned = planned;
    }

    /** Runs them, alone at work on the schema; answers why it did not do all, or null. */
    String run(SchemaSession session) throws SQLException {
        LiquibaseRun liquibase = LiquibaseRun.of(session, target.changelog());
        if (PendingSteps.read(target, session, liquibase).isEmpty()) {
            return null;
        }
        if (!session.lock(wait)) {
            return SchemaSession.IS_LOCKED;
        }
        UnderWay.requireNone(session.connection(), target);
        for (int tries = 1; ; tries++) {
            try {
                runAll(session, liquibase);
                return null;
            } catch (SQLException | MigrationException failure) {
                rollback(session.connection());
                if (!LockedTable.isDeadlock(failure) || tries == MOST_TRIES) {
                    return LockedTable.reasonOfWrite(failure, target.schema());
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOSECONDS));
            }
        }
    }

    Outcome outcome() {
        return done().isEmpty() ? Outcome.UP_TO_DATE : Outcome.MIGRATED;
    }

    PendingSteps done() {
        return new PendingSteps(changes, settings, List.of());
    }

    private void runAll(SchemaSession session, LiquibaseRun liquibase) throws SQLException {
        PendingSteps pending = PendingSteps.read(target, session, liquibase);
        requirePlanned(pending);
        session.setLockTimeout(config.lockTimeout());
        for (Step step : pending.changes()) {
            step.run(session, liquibase);
            changes.add(step);
        }
        session.setSearchPath();
        // Again: the changesets may have made the tables and functions that tell.
        settings = PendingSteps.settings(target, session);
        runAll(settings, session, liquibase);
    }

    /** A change that has become pending since the plan was made was in no plan that a person has seen. */
    private void requirePlanned(PendingSteps pending) {
        if (planned == null) {
            return;
        }
        List<String> others = new ArrayList<>(new PendingSteps(pending.changes(), List.of(), List.of()).names());
        others.removeAll(planned);
        if (!others.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.PENDING_CHANGES,
                    "pending since the plan was made: %s; plan again".formatted(String.join(", ", others)));
        }
    }

    /** A setting that fails leaves the others written. */
    private static void runAll(List<Step> settings, SchemaSession session, LiquibaseRun liquibase) throws SQLException {
        SQLException failed = null;
        for (Step setting : settings) {
            try {
                setting.run(session, liquibase);
            } catch (SQLException failure) {
                failed = failed == null ? failure : failed;
                rollback(session.connection());
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    private static void rollback(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }
}

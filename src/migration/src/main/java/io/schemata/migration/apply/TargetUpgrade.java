package io.schemata.migration.apply;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.adopt.Adoptions;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.plan.PendingSteps;
import io.schemata.migration.plan.Step;
import io.schemata.migration.report.AppliedTenant;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Words;
import io.schemata.migration.rollout.RolloutEntry;
import io.schemata.migration.rollout.RolloutLog;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.TenantTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import liquibase.exception.LiquibaseException;
import org.jboss.logging.Logger;

/** Runs the pending steps of one target, alone at work on its schema. */
@ApplicationScoped
public class TargetUpgrade {
    private static final Logger LOG = Logger.getLogger(TargetUpgrade.class);

    private final MigrationConfig config;
    private final BlueprintStructures blueprints;

    public TargetUpgrade(MigrationConfig config, BlueprintStructures blueprints) {
        this.config = config;
        this.blueprints = blueprints;
    }

    /**
     * Runs them.
     *
     * @param log where it is noted, or null
     */
    public AppliedTenant run(Target target, Duration wait, RolloutLog log) {
        long start = System.nanoTime();
        Outcome outcome = Outcome.FAILED;
        PendingSteps done = PendingSteps.NONE;
        String reason = null;
        String history = null;
        String version = null;
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            Adoptions.requireNoneUnderWay(session.connection(), target);
            LiquibaseRun liquibase = LiquibaseRun.of(session, target.changelog());
            if (PendingSteps.read(target, session, liquibase).isEmpty()) {
                outcome = Outcome.UP_TO_DATE;
            } else if (!session.lock(wait)) {
                reason = SchemaSession.IS_LOCKED;
            } else {
                done = run(target, session, liquibase);
                outcome = done.isEmpty() ? Outcome.UP_TO_DATE : Outcome.MIGRATED;
            }
            if (outcome != Outcome.FAILED && target instanceof TenantTarget) {
                history = RolloutEntry.history(session.connection());
                version = blueprints.version(session.connection(), target.blueprint());
            }
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            reason = LockedTable.reasonOfWrite(failure, target.schema());
        }
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        AppliedTenant applied = new AppliedTenant(
                target.name(),
                target.schema(),
                outcome,
                done.changesets(),
                done.settings().size(),
                milliseconds,
                reason);
        note(log, target, applied, done.names(), version, history);
        return applied;
    }

    /** What is done is done: a note that fails is warned of. */
    private static void note(
            RolloutLog log,
            Target target,
            AppliedTenant applied,
            List<String> changes,
            String version,
            String history) {
        if (log == null) {
            return;
        }
        try {
            log.note(new RolloutEntry(
                    applied.tenant(),
                    applied.schema(),
                    Words.of(applied.outcome()),
                    changes,
                    applied.milliseconds(),
                    applied.reason(),
                    target.blueprint(),
                    version,
                    history));
        } catch (SQLException failure) {
            LOG.warnf(
                    "%s could not be noted in schemata.rollout_tenants: %s", target.name(), FailureReason.of(failure));
        }
    }

    /** The steps are read again, as another migrate may have been at work until now. */
    private PendingSteps run(Target target, SchemaSession session, LiquibaseRun liquibase)
            throws SQLException, LiquibaseException {
        Adoptions.requireNoneUnderWay(session.connection(), target);
        PendingSteps pending = PendingSteps.read(target, session, liquibase);
        session.setLockTimeout(config.lockTimeout());
        for (Step step : pending.changes()) {
            step.run(session, liquibase);
        }
        session.setSearchPath();
        // Again: the changesets may have made the tables and functions that tell.
        List<Step> settings = PendingSteps.settings(target, session);
        runAll(settings, session, liquibase);
        return new PendingSteps(pending.changes(), settings, pending.warnings());
    }

    /** A setting that fails leaves the others written. */
    private static void runAll(List<Step> settings, SchemaSession session, LiquibaseRun liquibase)
            throws SQLException, LiquibaseException {
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

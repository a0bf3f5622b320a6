package io.schemata.migration.apply;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.report.AppliedTenant;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Words;
import io.schemata.migration.rollout.RolloutEntry;
import io.schemata.migration.rollout.RolloutLog;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.TenantTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Runs the pending steps of one target, alone at work on its schema. */
@ApplicationScoped
public class TargetUpgrade {
    private final MigrationConfig config;
    private final BlueprintStructures blueprints;

    public TargetUpgrade(MigrationConfig config, BlueprintStructures blueprints) {
        this.config = config;
        this.blueprints = blueprints;
    }

    /**
     * Runs them.
     *
     * @param planned the names of all changes that may be made, or null for all that are pending
     * @param log where it is noted, or null
     */
    public AppliedTenant run(Target target, Duration wait, List<String> planned, RolloutLog log) {
        long start = System.nanoTime();
        Upgrade upgrade = new Upgrade(config, target, wait, planned);
        String history = null;
        String version = null;
        String reason = null;
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            reason = upgrade.run(session);
            if (log != null && target instanceof TenantTarget) {
                history = RolloutEntry.history(session);
                version = reason == null ? blueprints.version(session.connection(), target.blueprint()) : null;
            }
        } catch (SQLException | RuntimeException failure) {
            reason = reason == null ? LockedTable.reasonOfWrite(failure, target.schema()) : reason;
        }
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        AppliedTenant applied = new AppliedTenant(
                target.name(),
                target.schema(),
                reason == null ? upgrade.outcome() : Outcome.FAILED,
                upgrade.done().changesets(),
                upgrade.done().settings().size(),
                milliseconds,
                reason);
        note(log, target, applied, upgrade.done().names(), version, history);
        return applied;
    }

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
    }
}

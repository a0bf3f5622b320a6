package io.schemata.migration.status;

import io.schemata.migration.AtOnce;
import io.schemata.migration.adopt.Adoptions;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.move.Moves;
import io.schemata.migration.plan.PendingSteps;
import io.schemata.migration.report.TenantStatus;
import io.schemata.migration.report.Words;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import io.schemata.migration.targets.TenantTarget;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells applied and pending changes and drift, per tenant. Reads only, whatever the stage. */
@ApplicationScoped
public class StatusReader {
    /** Each with two sessions. More would be quicker, and fill a server that others use. */
    private static final int MOST_AT_ONCE = 4;

    /** The server plans what a session asks: for fewer tenants another session takes longer than it saves. */
    private static final int TENANTS_OF_ONE = 8;

    private final Targets targets;
    private final BlueprintStructures blueprints;

    public StatusReader(Targets targets, BlueprintStructures blueprints) {
        this.targets = targets;
        this.blueprints = blueprints;
    }

    /** The status of the named tenants, or all; each is shown as soon as it and those before it are known. */
    public List<TenantStatus> status(List<String> names, Consumer<TenantStatus> shown) {
        List<Target> selected = targets.select(names);
        DriftCheck drift = new DriftCheck(blueprints);
        try (Looks looks = new Looks(targets.platform().schema())) {
            return AtOnce.run(
                    selected,
                    Math.min(MOST_AT_ONCE, 1 + selected.size() / TENANTS_OF_ONE),
                    target -> looks.with(look -> withDrift(look, drift, target, changes(look.session(), target))),
                    shown);
        }
    }

    /** Applied and pending changes of one target, without its drift. */
    public static TenantStatus changes(Target target) {
        try (SchemaSession session = SchemaSession.openToLook(JdbcAddress.configured(), target.schema())) {
            return changes(session, target);
        } catch (SQLException failure) {
            return unknown(target, failure);
        }
    }

    private static TenantStatus changes(SchemaSession shared, Target target) {
        try {
            SchemaSession session = shared.in(target.schema());
            Optional<String> moved = Moves.remark(session.connection(), target.schema());
            if (moved.isPresent()) {
                return status(target, AppliedChanges.NONE, PendingSteps.NONE, List.of(), null, moved.get());
            }
            LiquibaseRun liquibase = LiquibaseRun.of(session, target.changelog());
            AppliedChanges applied = AppliedChanges.read(session.connection(), target.schema());
            PendingSteps pending = PendingSteps.read(target, session, liquibase, applied);
            String adoption = Adoptions.find(session.connection(), target.schema())
                    .map(state -> state.phase().word())
                    .orElse(null);
            return status(target, applied, pending, applied.edited(liquibase.changelog()), adoption, null)
                    .withArrival(Moves.remarkOfTarget(session.connection(), target.schema())
                            .orElse(null));
        } catch (SQLException | RuntimeException failure) {
            return unknown(target, failure);
        }
    }

    private static TenantStatus unknown(Target target, Exception failure) {
        return status(target, AppliedChanges.NONE, PendingSteps.NONE, List.of(), null, null)
                .withReason(LockedTable.reason(failure, target.schema()));
    }

    /** Drift can be told of a tenant whose changesets are all applied. */
    private static TenantStatus withDrift(Look look, DriftCheck drift, Target target, TenantStatus status) {
        boolean canTell = target instanceof TenantTarget
                && status.reason() == null
                && status.move() == null
                && status.isUpToDate();
        if (!canTell) {
            return status;
        }
        Connection snapshot = look.snapshot();
        try {
            JdbcAddress.waitForLocksBriefly(snapshot);
            return status.withDrift(drift.hasDrifted(snapshot, target.schema(), target.blueprint(), look.isDirect()));
        } catch (SQLException | RuntimeException failure) {
            return status.withReason(LockedTable.reason(failure, target.schema()));
        } finally {
            look.endSnapshot();
        }
    }

    private static TenantStatus status(
            Target target,
            AppliedChanges applied,
            PendingSteps pending,
            List<String> edited,
            String adoption,
            String move) {
        return new TenantStatus(
                target.name(),
                target.schema(),
                Words.of(target.stage()),
                target.blueprint(),
                applied.checksums().size(),
                applied.lastRun(),
                pending.names(),
                edited,
                null,
                adoption,
                move,
                null,
                null);
    }
}

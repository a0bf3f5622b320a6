package io.schemata.migration.adopt;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.adopt.AdoptionState.Phase;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.database.Transaction;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.AdoptedTenant;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Plan;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ends an adoption that was begun: takes it back, or lets it be. */
@ApplicationScoped
public class AdoptionEnd {
    private final Targets targets;
    private final BlueprintStructures blueprints;
    private final MigrationConfig config;

    public AdoptionEnd(Targets targets, BlueprintStructures blueprints, MigrationConfig config) {
        this.targets = targets;
        this.blueprints = blueprints;
        this.config = config;
    }

    /** The statements of {@link #undo}, what would be lost by it, and the plan's id. Writes nothing. */
    public Plan undoPlan(String tenant) {
        Target target = target(tenant);
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            session.setLockTimeout(config.lockTimeout());
            session.connection().setAutoCommit(false);
            try {
                Undoing undoing = Undoing.of(session.connection(), target, blueprints);
                return undoing.plan(target, undoing.losses());
            } finally {
                session.connection().rollback();
            }
        } catch (SQLException failure) {
            throw failed(target, failure);
        }
    }

    /**
     * Takes an adoption back, whatever it has come to: the old tables are where and as they were. Refused: a tenant that is not
     * configured or not for adoptions; one of which none was begun; a plan that is not approved. It fails where something would
     * be lost.
     *
     * @param mayLose whether rows and things may go that are new since, and users stay that were set up in the tenant alone
     * @param approved the id of the approved plan, or null; a production tenant needs it
     */
    public AdoptedTenant undo(String tenant, boolean mayLose, String approved, Duration wait) {
        return end(tenant, wait, (session, target, state) -> {
            List<String> losses = new ArrayList<>();
            Transaction.perform(session.connection(), connection -> {
                Undoing undoing = Undoing.of(connection, target, state, blueprints);
                losses.addAll(undoing.losses());
                if (losses.isEmpty() || mayLose) {
                    StagePolicy.ADOPT.requireApproval(
                            target, undoing.plan(target, losses).planId(), approved, "adopt --undo --plan");
                    undoing.run();
                }
            });
            boolean isDone = losses.isEmpty() || mayLose;
            String reason = "%s; --allow-loss takes it back nevertheless; nothing was changed"
                    .formatted(String.join("; ", losses));
            return new AdoptedTenant(
                    target.name(),
                    target.schema(),
                    isDone ? Outcome.UNDONE : Outcome.FAILED,
                    isDone ? state.source() : state.kept(),
                    List.of(),
                    isDone ? losses : List.of(),
                    0,
                    isDone ? null : reason);
        });
    }

    /**
     * Leaves the old tables to themselves, read-only as they are: the adoption cannot be undone any more. Refused: as {@link #undo};
     * it fails where the adoption has not come to its end.
     */
    public AdoptedTenant finish(String tenant, Duration wait) {
        return end(tenant, wait, AdoptionEnd::finish);
    }

    private static AdoptedTenant finish(SchemaSession session, Target target, AdoptionState state) throws SQLException {
        if (state.phase() != Phase.ADOPTED) {
            return ended(
                    target,
                    state,
                    Outcome.FAILED,
                    "it has not come to its end: 'adopt %s' goes on with it; nothing was changed"
                            .formatted(target.name()));
        }
        Transaction.perform(session.connection(), connection -> {
            RestingTriggers.drop(connection, state.kept());
            Adoptions.forget(connection, state);
        });
        return ended(target, state, Outcome.FINISHED, null);
    }

    private static AdoptedTenant ended(Target target, AdoptionState state, Outcome outcome, String reason) {
        return new AdoptedTenant(
                target.name(), target.schema(), outcome, state.kept(), List.of(), List.of(), 0, reason);
    }

    private interface End {
        AdoptedTenant run(SchemaSession session, Target target, AdoptionState state) throws SQLException;
    }

    private AdoptedTenant end(String tenant, Duration wait, End end) {
        Target target = target(tenant);
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            if (!session.lock(wait)) {
                return stopped(target, null, "another migrate is at work here; nothing was changed");
            }
            session.setLockTimeout(config.lockTimeout());
            Optional<AdoptionState> state = Adoptions.find(session.connection(), target.schema());
            return end.run(session, target, state.orElseThrow(() -> Adoptions.notBegun(tenant)));
        } catch (SQLException failure) {
            return stopped(target, null, LockedTable.reasonOfWrite(failure, target.schema()) + "; nothing was changed");
        }
    }

    private Target target(String name) {
        return StagePolicy.ADOPT.require(targets.select(List.of(name)).get(0));
    }

    private static MigrationException failed(Target target, Exception failure) {
        return new MigrationException(ErrorCode.DATABASE_ERROR, LockedTable.reason(failure, target.schema()), failure);
    }

    private static AdoptedTenant stopped(Target target, String kept, String reason) {
        return new AdoptedTenant(target.name(), target.schema(), Outcome.FAILED, kept, List.of(), List.of(), 0, reason);
    }
}

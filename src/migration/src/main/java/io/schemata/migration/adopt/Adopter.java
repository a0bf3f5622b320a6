package io.schemata.migration.adopt;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.adopt.AdoptionPlanner.Rehearsed;
import io.schemata.migration.adopt.AdoptionState.Phase;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.AdoptedTenant;
import io.schemata.migration.report.AdoptionPlan;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Progress;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a tenant of a schema that has tables and rows of its own: they are set aside, the blueprint is made, and their rows are
 * copied. Each step is one transaction; a run that was killed is gone on with, or taken back.
 */
@ApplicationScoped
public class Adopter {
    private final Targets targets;
    private final AdoptionPlanner planner;
    private final AdoptionWork work;
    private final MigrationConfig config;

    public Adopter(Targets targets, AdoptionPlanner planner, AdoptionWork work, MigrationConfig config) {
        this.targets = targets;
        this.planner = planner;
        this.work = work;
        this.config = config;
    }

    /** What {@link #adopt} would do; found by rehearsing it, with nothing written. */
    public AdoptionPlan plan(AdoptionRequest request) {
        Target target = target(request.tenant());
        try {
            return planner.rehearse(request, target).plan();
        } catch (SQLException failure) {
            throw failed(target, failure);
        }
    }

    /**
     * Adopts a tenant's schema, or goes on where an earlier run has stopped. Refused: a tenant that is not configured, a
     * service, a stage that is not adopted; a tenant with a history; what {@link OldSchema} refuses; a trigger on auth.users
     * that is not allowed; a blueprint that cannot be made; rows that do not fit, and choices that are missing; a plan that is
     * not approved.
     *
     * @param approved the id of the approved plan, or null; a production tenant needs it
     * @param wait the longest wait for another {@code migrate} that is at work on the tenant
     * @param progress told of each table
     */
    public AdoptedTenant adopt(AdoptionRequest request, String approved, Duration wait, Consumer<Progress> progress) {
        Target target = target(request.tenant());
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            if (!session.lock(wait)) {
                return stopped(target, null, "another migrate is at work here; nothing was changed");
            }
            session.setLockTimeout(config.lockTimeout());
            List<String> notices = List.of();
            Optional<AdoptionState> begun = Adoptions.find(session.connection(), target.schema());
            if (begun.isPresent()) {
                requireSame(target, begun.get(), request);
            } else {
                Rehearsed rehearsed = planner.rehearse(request, target);
                requirePossible(target, rehearsed.plan());
                StagePolicy.ADOPT.requireApproval(target, rehearsed.plan().planId(), approved, "adopt --plan");
                work.begin(session, rehearsed.old(), request.choices(), rehearsed.filledTables(), wait);
                notices = rehearsed.plan().notices();
            }
            return goOn(session, target, notices, progress);
        } catch (SQLException failure) {
            return stopped(target, null, LockedTable.reasonOfWrite(failure, target.schema()));
        }
    }

    private AdoptedTenant goOn(SchemaSession session, Target target, List<String> notices, Consumer<Progress> progress)
            throws SQLException {
        AdoptionState state =
                Adoptions.find(session.connection(), target.schema()).orElseThrow();
        if (state.phase() == Phase.ADOPTED) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED,
                    "tenant '%s' is adopted: 'adopt %1$s --finish' keeps it so, '--undo' takes it back"
                            .formatted(target.name()));
        }
        try {
            return work.goOn(session, target, state, notices, progress);
        } catch (SQLException | MigrationException failure) {
            return stopped(
                    target,
                    state.kept(),
                    "%s; what is done stays: 'adopt %s' goes on, 'adopt %2$s --undo' takes it back"
                            .formatted(LockedTable.reasonOfWrite(failure, target.schema()), target.name()));
        }
    }

    /** An adoption keeps to what it was begun with. */
    private static void requireSame(Target target, AdoptionState state, AdoptionRequest request) {
        boolean isOther = request.from() != null && !request.from().equals(state.source());
        if (isOther || !request.choices().isNone() && !request.choices().equals(state.choices())) {
            throw new MigrationException(
                    ErrorCode.ADOPTION_UNDER_WAY,
                    "the adoption of tenant '%s' was begun from schema %s with other options (%s): go on without any, or with --undo"
                            .formatted(
                                    target.name(),
                                    state.source(),
                                    String.join(" ", state.choices().options())));
        }
    }

    private static void requirePossible(Target target, AdoptionPlan plan) {
        if (!plan.problems().isEmpty()) {
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE,
                    "tenant '%s' cannot be adopted as it is, nothing was changed: %s"
                            .formatted(target.name(), String.join("; ", plan.problems())));
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

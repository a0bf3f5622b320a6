package io.schemata.migration.adopt;

import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.Changesets;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.LockedTable;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.plan.PlanId;
import io.schemata.migration.preflight.MadeBlueprint;
import io.schemata.migration.preflight.Preflight;
import io.schemata.migration.preflight.UnderWay;
import io.schemata.migration.report.BaselinedTenant;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.Words;
import io.schemata.migration.rollout.RolloutEntry;
import io.schemata.migration.rollout.RolloutLog;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.OwnObjects;
import io.schemata.migration.structure.Structure;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.changelog.ChangeSet;

/**
 * Notes all changesets of a tenant's blueprint as applied where its schema is already what they make: one that was restored
 * without its history, or made by other means. Nothing else is changed.
 */
@ApplicationScoped
public class Baseliner {
    private final Targets targets;
    private final Preflight preflight;
    private final BlueprintStructures blueprints;

    public Baseliner(Targets targets, Preflight preflight, BlueprintStructures blueprints) {
        this.targets = targets;
        this.preflight = preflight;
        this.blueprints = blueprints;
    }

    /** The changesets that {@link #baseline} would note, and the plan's id. Writes nothing. */
    public Plan plan(String name) {
        Target target =
                StagePolicy.BASELINE.require(targets.select(List.of(name)).get(0));
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            return plan(target, LiquibaseRun.of(session, target.changelog()));
        } catch (SQLException failure) {
            throw new MigrationException(
                    ErrorCode.DATABASE_ERROR, LockedTable.reason(failure, target.schema()), failure);
        }
    }

    private static Plan plan(Target target, LiquibaseRun liquibase) {
        List<String> names = liquibase.changelog().changesets().stream()
                .map(Changesets::name)
                .toList();
        String remarks =
                names.stream().map("-- noted as applied: %s%n"::formatted).collect(Collectors.joining());
        return PlanId.plan(target, names, remarks);
    }

    /**
     * Baselines one tenant. Refused: a tenant that is not configured, a service, a stage that is not baselined, a schema that
     * has a history, a blueprint that cannot be made here, a plan that is not approved.
     *
     * @param approved the id of the approved plan, or null; a production tenant needs it
     * @param wait the longest wait for another {@code migrate} that is at work on the tenant
     */
    public BaselinedTenant baseline(String name, String approved, Duration wait) {
        Target target =
                StagePolicy.BASELINE.require(targets.select(List.of(name)).get(0));
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), target.schema())) {
            if (!session.lock(wait)) {
                return failed(target, List.of(), SchemaSession.IS_LOCKED);
            }
            UnderWay.requireNone(session.connection(), target);
            requireNoHistory(target, session);
            LiquibaseRun liquibase = LiquibaseRun.of(session, target.changelog());
            List<String> differences = differences(target, preflight.made(target));
            if (!differences.isEmpty()) {
                return failed(target, differences, "the schema is not what the blueprint makes; nothing was changed");
            }
            StagePolicy.BASELINE.requireApproval(target, plan(target, liquibase).planId(), approved, "baseline --plan");
            List<ChangeSet> changesets = liquibase.changelog().changesets();
            liquibase.noteAll(changesets);
            note(session, target);
            return new BaselinedTenant(
                    target.name(), target.schema(), Outcome.BASELINED, changesets.size(), List.of(), null);
        } catch (SQLException failure) {
            return failed(target, List.of(), LockedTable.reasonOfWrite(failure, target.schema()));
        }
    }

    /** So that rollback knows the state, where what all tenants need is there already. */
    private void note(SchemaSession session, Target target) throws SQLException {
        String version = blueprints.version(session.connection(), target.blueprint());
        Optional<RolloutLog> begun =
                RolloutLog.beginWhereKnown(session.connection(), RolloutLog.Run.of("baseline", null));
        if (begun.isPresent()) {
            try (RolloutLog log = begun.get()) {
                log.note(new RolloutEntry(
                        target.name(),
                        target.schema(),
                        Words.of(Outcome.BASELINED),
                        List.of(),
                        0,
                        null,
                        target.blueprint(),
                        version,
                        RolloutEntry.history(session)));
                log.end(false, false);
            }
        }
    }

    private static void requireNoHistory(Target target, SchemaSession session) throws SQLException {
        int applied = AppliedChanges.read(session.connection(), target.schema())
                .checksums()
                .size();
        if (applied > 0) {
            throw new MigrationException(
                    ErrorCode.PENDING_CHANGES,
                    "tenant '%s' has a history of %d changes already: run apply".formatted(target.name(), applied));
        }
    }

    /** What the schema has otherwise, and the tables that are empty though changesets fill them. */
    private static List<String> differences(Target target, MadeBlueprint made) throws SQLException {
        try (Connection connection = JdbcAddress.configured().connectToRead()) {
            Catalog catalog = Catalog.of(connection, target.schema());
            Structure whole = Structure.read(catalog);
            Structure rest = OwnObjects.of(catalog, whole, made.structure()).rest();
            Stream<String> different = Comparison.of(made.structure(), rest).stream()
                    .map(found -> Difference.of(found).toString());
            List<String> tables = new ArrayList<>();
            for (String table : made.filledTables()) {
                if (MadeBlueprint.isEmpty(connection, table)) {
                    tables.add("table %s is empty, and changes of the blueprint fill it".formatted(table));
                }
            }
            List<String> all = different.toList();
            return all.isEmpty() ? tables : all;
        }
    }

    private static BaselinedTenant failed(Target target, List<String> differences, String reason) {
        return new BaselinedTenant(target.name(), target.schema(), Outcome.FAILED, 0, differences, reason);
    }
}

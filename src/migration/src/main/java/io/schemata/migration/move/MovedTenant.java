package io.schemata.migration.move;

import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.plan.PlanId;
import io.schemata.migration.report.MovePlan;
import io.schemata.migration.report.MovedSchema;
import io.schemata.migration.report.Outcome;
import io.schemata.migration.targets.StagePolicy;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import io.schemata.registry.Tenant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The schemas of a move, and those of them that are tenants.
 *
 * @param source the schema that is moved
 * @param of its tenant, or nothing where it is none's
 * @param to the tenant that has it afterwards
 */
record MovedTenant(String source, Optional<Target> of, Target to) {
    private static final String SCHEMA = "schema:";

    /** Supabase's own, and ours. */
    private static final Set<String> NOT_A_TEAMS = Set.of(
            "auth",
            "cron",
            "extensions",
            "graphql",
            "graphql_public",
            "net",
            "pgbouncer",
            "pgsodium",
            "realtime",
            "schemata",
            "schemata_reference",
            "storage",
            "supabase_functions",
            "supabase_migrations",
            "vault");

    /** Refuses what may not be moved, whatever is in it. */
    static MovedTenant of(MoveRequest request, Targets targets) {
        Target to = StagePolicy.MOVE.require(
                targets.select(List.of(request.target())).get(0));
        boolean isSchema = request.source().startsWith(SCHEMA);
        Optional<Target> of = isSchema
                ? targets.ofSchema(request.source().substring(SCHEMA.length()))
                : Optional.of(targets.select(List.of(request.source())).get(0));
        of.ifPresent(StagePolicy.MOVE::require);
        String source = of.map(Target::schema).orElseGet(() -> request.source().substring(SCHEMA.length()));
        if (source.equals(to.schema())) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION, "the schema of '%s' is %s already".formatted(to.name(), source));
        }
        if (!Tenant.maySchemaBe(source) || NOT_A_TEAMS.contains(source)) {
            throw new MigrationException(
                    ErrorCode.NOT_ALLOWED, "schema '%s' is not a team's to move".formatted(source));
        }
        return new MovedTenant(source, of, to);
    }

    String target() {
        return to.schema();
    }

    /** Takes both schemas for this session; whether they were free within the time. */
    boolean lock(SchemaSession session, Duration wait) throws SQLException {
        boolean isFree = session.in(source).lock(wait) && session.lock(wait);
        session.setSearchPath();
        return isFree;
    }

    MovedSchema ended(Outcome outcome, List<String> notes, long start) {
        return new MovedSchema(source, target(), outcome, notes, (System.nanoTime() - start) / 1_000_000, null);
    }

    /** Refuses a plan that is not approved where one of the tenants is production. */
    void requireApproval(String planId, String approved, String shownBy) {
        StagePolicy.MOVE.requireApproval(to, planId, approved, shownBy);
        of.ifPresent(tenant -> StagePolicy.MOVE.requireApproval(tenant, planId, approved, shownBy));
    }

    /** What would be done, with its id where nothing is in the way. */
    MovePlan plan(MoveCheck check, List<String> statements, long start) {
        boolean isPossible = check.obstacles().isEmpty();
        String id = isPossible
                ? PlanId.plan(to, List.of(), String.join(";\n", statements)).planId()
                : null;
        Long milliseconds = isPossible ? (System.nanoTime() - start) / 1_000_000 : null;
        return new MovePlan(
                source, target(), check.tables(), check.obstacles(), check.notes(), milliseconds, statements, id);
    }
}

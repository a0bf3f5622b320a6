package io.schemata.cleanup;

import io.schemata.refusal.Failures;
import io.schemata.refusal.Refused;
import io.schemata.tenant.Tenant;
import io.schemata.tenant.TenantDatabase;
import io.schemata.tenant.TenantFunction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cleaning up one tenant, batch by batch: what was done so far, and whether there is more. */
final class TenantCleanup {
    private static final TenantFunction CLEAN_UP = new TenantFunction("clean_up", 3);
    private static final String DRAFTS = "drafts";
    private static final String RESERVATIONS = "reservations";

    private final TenantDatabase database;
    private final Tenant tenant;
    private final Deque<String> kindsLeft = new ArrayDeque<>(List.of(DRAFTS, RESERVATIONS));
    private final Map<String, Long> cleaned = new HashMap<>();
    private Refused problem;

    TenantCleanup(TenantDatabase database, Tenant tenant) {
        this.database = database;
        this.tenant = tenant;
    }

    /**
     * One batch, in a transaction of its own, of the first kind of which there is more. A failure ends this kind here and
     * is no failure of the whole.
     */
    Uni<Void> batch(int size, boolean dryRun) {
        String kind = kindsLeft.element();
        return database.row(tenant, CLEAN_UP, Tuple.of(kind, size, dryRun))
                .invoke(row -> add(kind, row, size, dryRun))
                .onFailure()
                .invoke(this::fail)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    boolean isDone() {
        return kindsLeft.isEmpty();
    }

    /** Why it could not be cleaned up to the end, or null. */
    Refused problem() {
        return problem;
    }

    CleanupDrafts.Cleaned cleaned() {
        return new CleanupDrafts.Cleaned(
                tenant.name(),
                cleaned.getOrDefault(DRAFTS, 0L),
                cleaned.getOrDefault(RESERVATIONS, 0L),
                0, // no capability keeps links yet
                problem == null ? null : problem.code().name());
    }

    private void add(String kind, Row row, int size, boolean dryRun) {
        Integer number = row.getInteger("cleaned");
        if (number != null) {
            cleaned.merge(kind, number.longValue(), Long::sum);
        }
        if (dryRun || number == null || number < size) {
            kindsLeft.remove();
        }
    }

    private void fail(Throwable failure) {
        problem = problem == null ? Failures.translate(failure) : problem;
        kindsLeft.remove();
    }
}

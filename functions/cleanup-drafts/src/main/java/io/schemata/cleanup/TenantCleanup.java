package io.schemata.cleanup;

import io.schemata.database.Failures;
import io.schemata.database.TenantDatabase;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
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
    private static final String DRAFTS = "drafts";
    private static final String RESERVATIONS = "reservations";
    private static final String LINKS = "links";

    /** Idempotency-Keys that are older than 30 days; their number is not reported. */
    private static final String CREDIT_REQUESTS = "credit requests";

    private static final String DRAFT_CLAIMS = "draft claims";

    /** The ledger's entries of deleted users with a long history, which still name them. */
    private static final String DELETED_ACCOUNTS = "deleted accounts";

    private final TenantDatabase database;
    private final Tenant tenant;
    private final Deque<String> kindsLeft =
            new ArrayDeque<>(List.of(DRAFTS, RESERVATIONS, LINKS, CREDIT_REQUESTS, DRAFT_CLAIMS, DELETED_ACCOUNTS));
    private final Map<String, Long> cleaned = new HashMap<>();
    private RefusedException problem;

    TenantCleanup(TenantDatabase database, Tenant tenant) {
        this.database = database;
        this.tenant = tenant;
    }

    /**
     * One batch, in a transaction of its own, of the first kind of which there is more. A failure ends this kind here and
     * is no failure of the whole.
     */
    Uni<Void> batch(CleanupDrafts.Request request) {
        String kind = kindsLeft.element();
        boolean onlyCounts = kind.equals(LINKS) ? !request.repairLinks() : request.dryRun();
        return database.row(tenant, Cleanup.CLEAN_UP, Tuple.of(kind, request.batchSize(), onlyCounts))
                .invoke(row -> add(kind, row, onlyCounts ? Integer.MAX_VALUE : request.batchSize()))
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
    RefusedException problem() {
        return problem;
    }

    CleanupDrafts.Cleaned cleaned() {
        return new CleanupDrafts.Cleaned(
                tenant.name(),
                cleaned.getOrDefault(DRAFTS, 0L),
                cleaned.getOrDefault(RESERVATIONS, 0L),
                cleaned.getOrDefault(LINKS, 0L),
                problem == null ? null : problem.code().name());
    }

    /** Fewer than {@code full} means that there are no more of them. */
    private void add(String kind, Row row, int full) {
        Integer number = row.getInteger("cleaned");
        if (number != null) {
            cleaned.merge(kind, number.longValue(), Long::sum);
        }
        if (number == null || number < full) {
            kindsLeft.remove();
        }
    }

    private void fail(Throwable failure) {
        problem = problem == null ? Failures.translate(failure) : problem;
        kindsLeft.remove();
    }
}

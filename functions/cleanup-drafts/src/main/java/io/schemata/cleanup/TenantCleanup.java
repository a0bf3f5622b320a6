package io.schemata.cleanup;

import io.schemata.refusal.Failures;
import io.schemata.refusal.Refused;
import io.schemata.tenant.Tenant;
import io.schemata.tenant.TenantDatabase;
import io.schemata.tenant.TenantFunction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Cleaning up one tenant, batch by batch: what was done so far, and whether there is more. */
final class TenantCleanup {
    private static final TenantFunction CLEAN_UP = new TenantFunction("clean_up", 2);

    private final TenantDatabase database;
    private final Tenant tenant;
    private long draftsDeleted;
    private long reservationsExpired;
    private long danglingLinks;
    private boolean isDone;
    private Refused problem;

    TenantCleanup(TenantDatabase database, Tenant tenant) {
        this.database = database;
        this.tenant = tenant;
    }

    /** One batch, in a transaction of its own. A failure ends this tenant and is no failure of the whole. */
    Uni<Void> batch(int size, boolean dryRun) {
        return database.row(tenant, CLEAN_UP, Tuple.of(size, dryRun))
                .invoke(row -> add(row, size, dryRun))
                .onFailure()
                .invoke(this::fail)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    boolean isDone() {
        return isDone;
    }

    /** Why it could not be cleaned up to the end, or null. */
    Refused problem() {
        return problem;
    }

    CleanupDrafts.Cleaned cleaned() {
        return new CleanupDrafts.Cleaned(
                tenant.name(),
                draftsDeleted,
                reservationsExpired,
                danglingLinks,
                problem == null ? null : problem.code().name());
    }

    private void add(Row row, int size, boolean dryRun) {
        int drafts = row.getInteger("drafts_deleted");
        int reservations = row.getInteger("reservations_expired");
        draftsDeleted += drafts;
        reservationsExpired += reservations;
        danglingLinks = row.getInteger("dangling_links");
        isDone = dryRun || drafts < size && reservations < size;
    }

    private void fail(Throwable failure) {
        problem = Failures.translate(failure);
        isDone = true;
    }
}

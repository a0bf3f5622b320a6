package io.schemata.cleanup;

import io.schemata.database.TenantDatabase;
import io.schemata.database.TenantFunction;
import io.schemata.registry.Tenant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jboss.logging.Logger;

/** Cleans up tenants in turns, a batch each, until there is nothing left or the time is over. */
@ApplicationScoped
public class Cleanup {
    private static final Logger LOG = Logger.getLogger("io.schemata.cleanup");

    /** Here, as this bean is there from the start: readiness asks which tenants have it. */
    static final TenantFunction CLEAN_UP = TenantFunction.ofEveryTenant("clean_up", 3);

    private final TenantDatabase database;
    private final Duration maxDuration;

    Cleanup(TenantDatabase database, CleanupConfig config) {
        this.database = database;
        this.maxDuration = config.maxDuration();
    }

    /**
     * What was done in each of these, or would be in a dry run, as the request asks for it. A tenant that fails is
     * reported as such and the others go on.
     *
     * @throws io.schemata.refusal.RefusedException the first one's reason, when not one could be cleaned up
     */
    public Uni<CleanupDrafts.Reply> of(List<Tenant> tenants, CleanupDrafts.Request request) {
        List<TenantCleanup> all = tenants.stream()
                .map(tenant -> new TenantCleanup(database, tenant))
                .toList();
        List<TenantCleanup> inTurn = new ArrayList<>(all);
        // When the time is over too soon, it is not always the same who have had their turn.
        Collections.shuffle(inTurn);
        long end = System.nanoTime() + maxDuration.toNanos();
        return Multi.createBy()
                .repeating()
                .uni(() -> round(inTurn, request, end).replaceWith(true))
                .until(done -> isOver(all, end))
                .collect()
                .last()
                .map(last -> reply(all));
    }

    /** A batch in every tenant that has more to do, one after the other: a long queue in one delays no other for long. */
    private static Uni<Void> round(List<TenantCleanup> all, CleanupDrafts.Request request, long end) {
        return Multi.createFrom()
                .iterable(all)
                .select()
                .where(tenant -> !tenant.isDone() && !isPast(end))
                .onItem()
                .transformToUniAndConcatenate(tenant -> tenant.batch(request))
                .collect()
                .last();
    }

    private static boolean isOver(List<TenantCleanup> all, long end) {
        return isPast(end) || all.stream().allMatch(TenantCleanup::isDone);
    }

    private static boolean isPast(long end) {
        return System.nanoTime() - end >= 0;
    }

    private static CleanupDrafts.Reply reply(List<TenantCleanup> all) {
        if (!all.isEmpty() && all.stream().allMatch(Cleanup::hasFailedAltogether)) {
            throw all.get(0).problem();
        }
        all.forEach(Cleanup::log);
        return new CleanupDrafts.Reply(
                all.stream().map(TenantCleanup::cleaned).toList(), all.stream().anyMatch(tenant -> !tenant.isDone()));
    }

    private static boolean hasFailedAltogether(TenantCleanup tenant) {
        return tenant.problem() != null && tenant.cleaned().isNothing();
    }

    /** A line where there is something to tell. */
    private static void log(TenantCleanup tenant) {
        CleanupDrafts.Cleaned cleaned = tenant.cleaned();
        if (cleaned.isNothing() && tenant.problem() == null) {
            return;
        }
        LOG.infof(
                "function=cleanup-drafts tenant=%s drafts=%d reservations=%d links=%d code=%s",
                cleaned.tenant(),
                cleaned.draftsDeleted(),
                cleaned.reservationsExpired(),
                cleaned.danglingLinks(),
                tenant.problem() == null ? "-" : tenant.problem().reason());
    }
}

package io.schemata.database;

import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Limits the connections of each account and each tenant, so that a locked one leaves connections for the others.
 * An account has a quarter of the connections at most: its calls would only queue in the database. A tenant has three
 * quarters, and a quarter from when that many of its calls are slow until they are fast again. Calls that have to wait
 * do so here, tenant by tenant in turn.
 */
@ApplicationScoped
public class Bulkhead {
    private final Vertx vertx;
    private final int connections;
    private final int mostWaiting;
    private final Duration maxWait;
    private final boolean isShared;
    private final Map<String, TenantShare> shares = new HashMap<>();
    private final Deque<TenantShare> turns = new ArrayDeque<>();
    private int running;
    private int waiting;

    Bulkhead(DatabaseConfig config, Tenants tenants, Vertx vertx) {
        this.vertx = vertx;
        this.connections = config.connections();
        this.mostWaiting = config.maxWaiting();
        this.maxWait = config.maxWait();
        this.isShared = tenants.served().size() > 1;
    }

    /**
     * Does the work when it is its turn.
     *
     * @param account the id of the user that owns the rows it locks, or null
     * @throws RefusedException OVERLOADED when too many wait, or when it has waited for too long
     */
    public <T> Uni<T> run(Tenant tenant, UUID account, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            TenantShare.Work asked = new TenantShare.Work(account);
            Uni<T> once = Uni.createFrom().deferred(() -> {
                asked.begin();
                return toItsEnd(work, () -> ended(tenant, asked));
            });
            Uni<T> done = admit(tenant, asked) ? once : inTurn(tenant, asked).chain(() -> once);
            return done.onTermination().invoke(() -> {
                if (!asked.hasBegun()) {
                    ended(tenant, asked);
                }
            });
        });
    }

    /** A call that is given up keeps its connection until its statement has ended. */
    private static <T> Uni<T> toItsEnd(Supplier<Uni<T>> work, Runnable ended) {
        return Uni.createFrom()
                .emitter(emitter -> Uni.createFrom()
                        .deferred(() -> work.get())
                        .onTermination()
                        .invoke(ended)
                        .subscribe()
                        .with(emitter::complete, emitter::fail));
    }

    private synchronized boolean admit(Tenant tenant, TenantShare.Work work) {
        TenantShare share = share(tenant);
        if (running >= connections || share.isAnyoneWaiting(work) || !share.mayStart(work)) {
            return false;
        }
        begin(share, work);
        return true;
    }

    private Uni<Void> inTurn(Tenant tenant, TenantShare.Work work) {
        Context context = Vertx.currentContext();
        return Uni.createFrom().emitter(emitter -> {
            if (!enqueue(tenant, work, () -> resume(context, emitter))) {
                emitter.fail(RefusedException.because(Code.OVERLOADED));
                return;
            }
            long timer = vertx.setTimer(maxWait.toMillis(), due -> {
                if (giveUp(tenant, work)) {
                    emitter.fail(RefusedException.because(Code.OVERLOADED));
                }
            });
            emitter.onTermination(() -> {
                vertx.cancelTimer(timer);
                giveUp(tenant, work);
            });
            startAll();
        });
    }

    /** Goes on where the call came from. */
    private static void resume(Context context, UniEmitter<? super Void> emitter) {
        if (context == null) {
            emitter.complete(null);
        } else {
            context.runOnContext(now -> emitter.complete(null));
        }
    }

    private synchronized boolean enqueue(Tenant tenant, TenantShare.Work work, Runnable start) {
        if (waiting >= mostWaiting || !share(tenant).enqueue(work, start)) {
            return false;
        }
        waiting++;
        return true;
    }

    private synchronized boolean giveUp(Tenant tenant, TenantShare.Work work) {
        boolean isGivenUp = share(tenant).giveUp(work);
        waiting -= isGivenUp ? 1 : 0;
        return isGivenUp;
    }

    private void ended(Tenant tenant, TenantShare.Work work) {
        synchronized (this) {
            if (share(tenant).ended(work)) {
                running--;
            }
        }
        startAll();
    }

    private void startAll() {
        List<Runnable> starts = new ArrayList<>();
        synchronized (this) {
            for (int left = turns.size(); left > 0 && waiting > 0 && running < connections; left--) {
                TenantShare share = turns.poll();
                turns.add(share);
                Runnable start = share.next();
                if (start != null) {
                    waiting--;
                    running++;
                    starts.add(start);
                    left = turns.size() + 1;
                }
            }
        }
        starts.forEach(Runnable::run);
    }

    private void begin(TenantShare share, TenantShare.Work work) {
        running++;
        share.begin(work);
    }

    private TenantShare share(Tenant tenant) {
        return shares.computeIfAbsent(tenant.schema(), schema -> {
            TenantShare share =
                    new TenantShare(connections, isShared, isShared ? Math.max(1, mostWaiting / 2) : mostWaiting);
            turns.add(share);
            return share;
        });
    }
}

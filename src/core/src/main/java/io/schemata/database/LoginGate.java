package io.schemata.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Lets the pool's logins begin two at a time. Each costs the server a process and some processor time: when a whole pool
 * has to be replaced, the first connections are of use long before the last could be. A login that takes longer than
 * 100 ms holds up no other.
 */
final class LoginGate {
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Vertx vertx;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger free = new AtomicInteger(AT_ONCE);

    LoginGate(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param login never throws; waits its turn, and runs on the context it is given */
    Future<SqlConnection> pass(Context context, Function<Context, Future<SqlConnection>> login) {
        Promise<SqlConnection> opened = ((ContextInternal) context).promise();
        waiting.add(() -> context.runOnContext(now -> {
            Runnable leave = leaveOnce();
            vertx.setTimer(PATIENCE.toMillis(), due -> leave.run());
            login.apply(context).onComplete(done -> leave.run()).onComplete(opened);
        }));
        next();
        return opened.future();
    }

    private Runnable leaveOnce() {
        AtomicBoolean hasLeft = new AtomicBoolean();
        return () -> {
            if (hasLeft.compareAndSet(false, true)) {
                free.incrementAndGet();
                next();
            }
        };
    }

    private void next() {
        while (!waiting.isEmpty() && takePlace()) {
            Runnable first = waiting.poll();
            if (first == null) {
                free.incrementAndGet();
            } else {
                first.run();
            }
        }
    }

    private boolean takePlace() {
        return free.getAndUpdate(places -> Math.max(0, places - 1)) > 0;
    }
}

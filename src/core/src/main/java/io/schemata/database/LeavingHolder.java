package io.schemata.database;

import io.vertx.sqlclient.impl.Connection;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The pool, which is told once that its connection is closed: before the statements of a lost connection fail, so that
 * none that waits is given the same connection.
 */
final class LeavingHolder implements Connection.Holder {
    private final Connection.Holder pool;
    private final AtomicBoolean isLeft = new AtomicBoolean();

    LeavingHolder(Connection.Holder pool) {
        this.pool = pool;
    }

    @Override
    public void handleClosed() {
        if (isLeft.compareAndSet(false, true)) {
            pool.handleClosed();
        }
    }

    @Override
    public void handleEvent(Object event) {
        pool.handleEvent(event);
    }

    @Override
    public void handleException(Throwable failure) {
        pool.handleException(failure);
    }
}

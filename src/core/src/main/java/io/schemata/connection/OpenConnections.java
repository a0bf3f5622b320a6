package io.schemata.connection;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The connections of clients, at most so many. A new one is always let in as long as another one waits for a request: the
 * one that has waited longest is closed for it, first among those whose requests have all been refused, or that have sent
 * none.
 */
final class OpenConnections {
    private final int most;
    private final Set<Connection> withoutSuccess = new LinkedHashSet<>();
    private final Set<Connection> idle = new LinkedHashSet<>();
    private int open;

    OpenConnections(int most) {
        this.most = most;
    }

    /** What this has to know of a connection. */
    interface Connection {
        void close();
    }

    /** Counts a new connection; false when there is no room, and it has to be closed. */
    boolean add(Connection connection) {
        Connection closed = null;
        synchronized (this) {
            if (open >= most) {
                closed = longestWaiting();
                if (closed == null) {
                    return false;
                }
            }
            open++;
            withoutSuccess.add(connection);
        }
        if (closed != null) {
            closed.close();
        }
        return true;
    }

    /** The connection has sent a whole request. */
    synchronized void isBusy(Connection connection) {
        withoutSuccess.remove(connection);
        idle.remove(connection);
    }

    /** The connection has had its answers, and waits for the next request. */
    synchronized void isIdle(Connection connection, boolean hadSuccess) {
        (hadSuccess ? idle : withoutSuccess).add(connection);
    }

    /** The connection is closed. */
    synchronized void remove(Connection connection) {
        isBusy(connection);
        open--;
    }

    private Connection longestWaiting() {
        Set<Connection> waiting = withoutSuccess.isEmpty() ? idle : withoutSuccess;
        if (waiting.isEmpty()) {
            return null;
        }
        Connection longest = waiting.iterator().next();
        waiting.remove(longest);
        return longest;
    }
}

package io.schemata.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The connections of clients, at most so many and some on their way out. A new one is let in as long as another one waits for
 * a request: the one that has waited longest is closed for it, first among those whose requests have all been refused, or
 * that have sent none. Otherwise new ones stay in the operating system's queue.
 *
 * <p>It stands where connections are accepted. They are read by another thread, which may be behind: so each has a time of
 * its own first, and its thread looks at what it has sent before it is closed.
 */
final class OpenConnections extends ChannelInboundHandlerAdapter {
    private static final Duration SHORTEST_WAIT = Duration.ofMillis(250);
    private static final int MOST_LEAVING = 100;

    private final int most;
    private final Map<Channel, Long> withoutSuccess = new LinkedHashMap<>();
    private final Map<Channel, Long> idle = new LinkedHashMap<>();
    private final Set<Channel> leaving = new HashSet<>();
    private Channel server;
    private int open;
    private boolean isClosed;
    private boolean isLookedAtLater;

    OpenConnections(int most) {
        this.most = most;
    }

    @Override
    public synchronized void handlerAdded(ChannelHandlerContext context) {
        server = context.channel();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        Channel connection = (Channel) message;
        connection.closeFuture().addListener(closed -> remove(connection));
        synchronized (this) {
            open++;
            isIdle(connection, false);
            openOrShut(); // also where a lack of file descriptors has opened it
        }
        context.fireChannelRead(message);
    }

    /** The connection has sent a whole request. */
    synchronized void isBusy(Channel connection) {
        withoutSuccess.remove(connection);
        idle.remove(connection);
        leaving.remove(connection);
        keepTheLimit();
    }

    /** The connection waits for its first request, or has had its answers and waits for the next one. */
    synchronized void isIdle(Channel connection, boolean hadSuccess) {
        if (connection.isOpen() && !leaving.contains(connection)) {
            withoutSuccess.remove(connection);
            idle.remove(connection);
            (hadSuccess ? idle : withoutSuccess).put(connection, System.nanoTime());
        }
        keepTheLimit();
    }

    private synchronized void remove(Channel connection) {
        open--;
        isBusy(connection);
    }

    private void keepTheLimit() {
        while (open - leaving.size() > most && canOneLeave()) {
            letGo(longestWaiting());
        }
        boolean isRoom = open - leaving.size() < most || canOneLeave();
        if (isRoom == isClosed) {
            isClosed = !isRoom;
            if (!server.eventLoop().isShuttingDown()) {
                server.eventLoop().execute(this::openOrShut);
            }
        }
        if (isClosed && !isLookedAtLater && !server.eventLoop().isShuttingDown()) {
            isLookedAtLater = true;
            server.eventLoop().schedule(this::lookAgain, SHORTEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** In the server's own thread alone: from another one Netty shuts later, and may shut what is open again. */
    private synchronized void openOrShut() {
        server.config().setAutoRead(!isClosed);
    }

    private synchronized void lookAgain() {
        isLookedAtLater = false;
        keepTheLimit();
    }

    private boolean canOneLeave() {
        Map<Channel, Long> waiting = waiting();
        return leaving.size() < MOST_LEAVING
                && !waiting.isEmpty()
                && System.nanoTime() - waiting.values().iterator().next() >= SHORTEST_WAIT.toNanos();
    }

    private Channel longestWaiting() {
        return waiting().keySet().iterator().next();
    }

    private Map<Channel, Long> waiting() {
        return withoutSuccess.isEmpty() ? idle : withoutSuccess;
    }

    /** Closes it in its thread's next turn, which begins by reading: a whole request keeps it. */
    private void letGo(Channel connection) {
        waiting().remove(connection);
        leaving.add(connection);
        if (!server.eventLoop().isShuttingDown()) {
            server.eventLoop().execute(() -> lookOnceMore(connection)); // which has registered it by then
        }
    }

    private void lookOnceMore(Channel connection) {
        EventLoop loop = connection.eventLoop();
        if (!loop.isShuttingDown()) {
            loop.execute(() -> loop.schedule(() -> closeIfLeaving(connection), 1, TimeUnit.MILLISECONDS));
        }
    }

    private void closeIfLeaving(Channel connection) {
        if (isLeaving(connection)) {
            // from its first handler on, so that nobody asks for time
            connection.pipeline().firstContext().close();
        }
    }

    private synchronized boolean isLeaving(Channel connection) {
        return leaving.contains(connection);
    }
}

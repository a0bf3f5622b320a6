package io.schemata.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answers that clients have not taken yet, of all connections together: with more than {@code MOST_BYTES} of them the
 * connection that has held one longest is closed. Small answers are not counted: there is at most one for each connection.
 */
final class UnsentAnswers {
    static final int SMALL_BYTES = 16 * 1024;
    private static final long MOST_BYTES = 16L * 1024 * 1024;

    private final Map<Channel, Long> byConnection = new LinkedHashMap<>();
    private long all;

    /** Counts an answer that is being sent. */
    void add(Channel connection, int bytes) {
        Channel longest = null;
        synchronized (this) {
            byConnection.merge(connection, (long) bytes, Long::sum);
            all += bytes;
            if (all > MOST_BYTES) {
                longest = byConnection.keySet().iterator().next();
            }
        }
        if (longest != null) {
            ChannelHandlerContext first = longest.pipeline().firstContext();
            if (first != null) {
                longest.eventLoop().execute(first::close); // from there on, as Vert.x would wait until all is sent
            }
        }
    }

    /** The answer is sent, or never will be. */
    synchronized void remove(Channel connection, int bytes) {
        all -= bytes;
        byConnection.computeIfPresent(connection, (known, sum) -> sum > bytes ? sum - bytes : null);
    }
}

package io.schemata.database;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.VertxException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;

/**
 * Closes a connection at once. The client's own close sends a farewell and waits for what is in flight, which a server
 * that does not answer never ends; and a pool would lend such a connection again.
 */
final class HardClose {
    private HardClose() {}

    static void of(SqlConnection connection, Throwable reason) {
        of(((SqlConnectionInternal) connection).unwrap(), reason);
    }

    /** What is in flight fails with the reason. */
    static void of(Connection connection, Throwable reason) {
        Connection raw = connection.unwrap();
        if (raw instanceof SocketConnectionBase socket) {
            of(socket.socket().channelHandlerContext(), reason);
        }
    }

    static void of(ChannelHandlerContext channel, Throwable reason) {
        // With a stack trace, or of any other class, the client would print it.
        Throwable brief = reason instanceof VertxException ? reason : new VertxException(reason.getMessage(), true);
        channel.executor().execute(() -> {
            if (channel.channel().isOpen()) {
                channel.pipeline().fireExceptionCaught(brief);
                channel.pipeline().firstContext().close();
            }
        });
    }
}

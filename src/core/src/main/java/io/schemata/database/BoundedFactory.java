package io.schemata.database;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.AttributeKey;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * The client's factory of connections, which alone waits without an end for a server that takes a connection and then
 * says nothing: here, one that is not logged in and looked at in time is closed.
 */
final class BoundedFactory extends PgConnectionFactory {
    private static final AttributeKey<ScheduledFuture<?>> DEADLINE = AttributeKey.valueOf("schemata.login-deadline");

    private final Duration maxLogin;

    BoundedFactory(VertxInternal vertx, Duration maxLogin) {
        super(vertx, () -> Future.failedFuture("options come with each connection"));
        this.maxLogin = maxLogin;
    }

    @Override
    protected NetClient netClient(NetClientOptions options) {
        return new WatchedNetClient(super.netClient(options), this::startClock);
    }

    /** The connection has been looked at, and may be used: its time to log in is over. */
    static void stopClock(SqlConnection opened) {
        SocketConnectionBase raw = (SocketConnectionBase) ((SqlConnectionInternal) opened).unwrap();
        raw.socket().channelHandlerContext().channel().attr(DEADLINE).get().cancel(false);
    }

    private void startClock(NetSocket socket) {
        ChannelHandlerContext handler = ((NetSocketInternal) socket).channelHandlerContext();
        Channel channel = handler.channel();
        ScheduledFuture<?> deadline = channel.eventLoop()
                .schedule(() -> HardClose.of(handler, tooLate()), maxLogin.toMillis(), TimeUnit.MILLISECONDS);
        channel.attr(DEADLINE).set(deadline);
        channel.closeFuture().addListener(closed -> deadline.cancel(false));
    }

    private Throwable tooLate() {
        return new VertxException("the database has not let us in within %d ms".formatted(maxLogin.toMillis()), true);
    }
}

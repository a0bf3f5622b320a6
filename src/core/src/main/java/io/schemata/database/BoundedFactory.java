package io.schemata.database;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.pgclient.impl.PgConnectionFactory;

/** The client's factory of connections, which shows each to the watch as soon as its socket is connected. */
final class BoundedFactory extends PgConnectionFactory {
    private final SilenceWatch watch;

    BoundedFactory(VertxInternal vertx, SilenceWatch watch) {
        super(vertx, () -> Future.failedFuture("options come with each connection"));
        this.watch = watch;
    }

    @Override
    protected NetClient netClient(NetClientOptions options) {
        LoginOptions login = (LoginOptions) options;
        return new WatchedNetClient(super.netClient(options), login::takePlain, socket -> {
            ChannelHandlerContext handler = ((NetSocketInternal) socket).channelHandlerContext();
            handler.pipeline().addFirst(new RefusedEncryption(login, socket));
            watch.loginBegins(handler);
        });
    }
}

package io.schemata.database;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.impl.NetSocketInternal;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.impl.Connection;

/** The client's factory of connections, which shows each to the watch as soon as its socket is connected. */
final class BoundedFactory extends PgConnectionFactory {
    /** As pg_hba.conf refuses a login that is encrypted, or that is not. */
    private static final String REFUSED_BY_RULE = "28000";

    private final SilenceWatch watch;

    BoundedFactory(VertxInternal vertx, SilenceWatch watch) {
        super(vertx, () -> Future.failedFuture("options come with each connection"));
        this.watch = watch;
    }

    @Override
    protected Future<Connection> doConnectInternal(SqlConnectOptions options, ContextInternal context) {
        LoginOptions login = (LoginOptions) options;
        return once(login, context)
                .recover(failure -> login.areOfSecondTry(isRefusedByRule(failure))
                        ? once(login, context)
                        : context.failedFuture(failure));
    }

    private Future<Connection> once(LoginOptions login, ContextInternal context) {
        return super.doConnectInternal(login, context);
    }

    @Override
    protected NetClient netClient(NetClientOptions options) {
        LoginOptions login = (LoginOptions) options;
        return new WatchedNetClient(super.netClient(options), login::takePlain, socket -> {
            ChannelHandlerContext handler = ((NetSocketInternal) socket).channelHandlerContext();
            if (login.asksForEncryption()) {
                handler.pipeline().addFirst(new EncryptionAnswer(login, socket));
            }
            watch.loginBegins(handler);
        });
    }

    private static boolean isRefusedByRule(Throwable failure) {
        return failure instanceof PgException raised && REFUSED_BY_RULE.equals(raised.getSqlState());
    }
}

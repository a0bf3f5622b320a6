package io.schemata.database;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A client of Vert.x that shows each socket as soon as it is connected, before anything is said on it. Where there is one to
 * go on with, it connects none.
 */
final class WatchedNetClient implements NetClient {
    private final NetClient client;
    private final Supplier<NetSocket> kept;
    private final Consumer<NetSocket> connected;

    WatchedNetClient(NetClient client, Supplier<NetSocket> kept, Consumer<NetSocket> connected) {
        this.client = client;
        this.kept = kept;
        this.connected = connected;
    }

    @Override
    public Future<NetSocket> connect(SocketAddress address, String serverName) {
        NetSocket socket = kept.get();
        return socket == null
                ? client.connect(address, serverName).onSuccess(connected::accept)
                : Future.succeededFuture(socket);
    }

    @Override
    public Future<NetSocket> connect(SocketAddress address) {
        return client.connect(address).onSuccess(connected::accept);
    }

    @Override
    public Future<NetSocket> connect(int port, String host) {
        return client.connect(port, host).onSuccess(connected::accept);
    }

    @Override
    public Future<NetSocket> connect(int port, String host, String serverName) {
        return client.connect(port, host, serverName).onSuccess(connected::accept);
    }

    @Override
    public NetClient connect(int port, String host, Handler<AsyncResult<NetSocket>> handler) {
        connect(port, host).onComplete(handler);
        return this;
    }

    @Override
    public NetClient connect(int port, String host, String serverName, Handler<AsyncResult<NetSocket>> handler) {
        connect(port, host, serverName).onComplete(handler);
        return this;
    }

    @Override
    public NetClient connect(SocketAddress address, Handler<AsyncResult<NetSocket>> handler) {
        connect(address).onComplete(handler);
        return this;
    }

    @Override
    public NetClient connect(SocketAddress address, String serverName, Handler<AsyncResult<NetSocket>> handler) {
        connect(address, serverName).onComplete(handler);
        return this;
    }

    @Override
    public void close(Handler<AsyncResult<Void>> handler) {
        client.close(handler);
    }

    @Override
    public Future<Void> close() {
        return client.close();
    }

    @Override
    public Future<Boolean> updateSSLOptions(SSLOptions options, boolean force) {
        return client.updateSSLOptions(options, force);
    }

    @Override
    public boolean isMetricsEnabled() {
        return client.isMetricsEnabled();
    }
}

package io.schemata.database;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.spi.DatabaseMetadata;

/** A connection that does all it is asked for on another one. */
abstract class ForwardingConnection implements Connection {
    private final Connection raw;

    ForwardingConnection(Connection raw) {
        this.raw = raw;
    }

    @Override
    public <R> Future<R> schedule(ContextInternal caller, CommandBase<R> command) {
        return raw.schedule(caller, command);
    }

    @Override
    public Connection unwrap() {
        return raw;
    }

    @Override
    public boolean isIndeterminatePreparedStatementError(Throwable error) {
        return raw.isIndeterminatePreparedStatementError(error);
    }

    @Override
    public int pipeliningLimit() {
        return raw.pipeliningLimit();
    }

    @Override
    public TracingPolicy tracingPolicy() {
        return raw.tracingPolicy();
    }

    @Override
    public SocketAddress server() {
        return raw.server();
    }

    @Override
    public String system() {
        return raw.system();
    }

    @Override
    public String database() {
        return raw.database();
    }

    @Override
    public String user() {
        return raw.user();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ClientMetrics metrics() {
        return raw.metrics();
    }

    @Override
    public void init(Holder holder) {
        raw.init(holder);
    }

    @Override
    public boolean isSsl() {
        return raw.isSsl();
    }

    @Override
    public boolean isValid() {
        return raw.isValid();
    }

    @Override
    public DatabaseMetadata getDatabaseMetaData() {
        return raw.getDatabaseMetaData();
    }

    @Override
    public void close(Holder holder, Promise<Void> promise) {
        raw.close(holder, promise);
    }

    @Override
    public int getProcessId() {
        return raw.getProcessId();
    }

    @Override
    public int getSecretKey() {
        return raw.getSecretKey();
    }
}

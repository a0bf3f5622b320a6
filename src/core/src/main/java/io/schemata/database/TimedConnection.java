package io.schemata.database;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxException;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.ClientMetrics;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.impl.PgConnectionImpl;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CommandBase;
import io.vertx.sqlclient.spi.DatabaseMetadata;
import java.time.Duration;

/**
 * A connection on which every statement has an end: one that is not answered in time, or that shows that the session is
 * of no use any more, takes its connection with it, and the pool opens another.
 */
final class TimedConnection implements Connection {
    private final Connection raw;
    private final ContextInternal context;
    private final long maxSilenceMilliseconds;

    private TimedConnection(Connection raw, ContextInternal context, Duration maxSilence) {
        this.raw = raw;
        this.context = context;
        this.maxSilenceMilliseconds = maxSilence.toMillis();
    }

    static SqlConnection wrap(
            PgConnectionFactory factory, ContextInternal context, SqlConnection opened, Duration maxSilence) {
        Connection raw = ((SqlConnectionInternal) opened).unwrap();
        return new PgConnectionImpl(factory, context, new TimedConnection(raw, context, maxSilence));
    }

    @Override
    public <R> Future<R> schedule(ContextInternal caller, CommandBase<R> command) {
        long timer = context.owner().setTimer(maxSilenceMilliseconds, due -> HardClose.of(raw, tooLong()));
        return raw.schedule(caller, command).onComplete(done -> {
            context.owner().cancelTimer(timer);
            if (done.failed() && UselessSession.isShownBy(done.cause())) {
                HardClose.of(raw, done.cause());
            }
        });
    }

    private Throwable tooLong() {
        return new VertxException("the database has not answered for %d ms".formatted(maxSilenceMilliseconds), true);
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

package io.schemata.database;

import io.netty.channel.Channel;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.impl.ContextInternal;
import io.vertx.pgclient.impl.PgConnectionFactory;
import io.vertx.pgclient.impl.PgConnectionImpl;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import io.vertx.sqlclient.impl.command.CommandBase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A connection that knows for how long its server has been silent, so that {@link SilenceWatch} can give every statement
 * an end. A failure that shows that the session is of no use any more takes the connection with it.
 */
final class TimedConnection extends ForwardingConnection {
    private final long opened = System.nanoTime();
    private final boolean isPooled;
    private final String server;
    private final SilenceWatch watch;
    private final long openedRound;
    private final AtomicInteger unanswered = new AtomicInteger();
    private volatile long lastSign;
    private volatile long lastAnswer;
    private volatile LeavingHolder holder;

    private TimedConnection(Connection raw, boolean isPooled, String server, SilenceWatch watch) {
        super(raw);
        this.watch = watch;
        this.openedRound = watch.now();
        this.lastSign = openedRound;
        this.lastAnswer = openedRound;
        this.server = server;
        this.isPooled = isPooled;
    }

    /**
     * @param isPooled whether it leads to a pooler, which has sessions of its own
     * @param server tells the server from others behind the same name
     */
    static TimedConnection of(SqlConnection opened, boolean isPooled, String server, SilenceWatch watch) {
        return new TimedConnection(((SqlConnectionInternal) opened).unwrap(), isPooled, server, watch);
    }

    /** The one that an opened connection was made of. */
    static TimedConnection behind(SqlConnection opened) {
        return (TimedConnection) ((SqlConnectionInternal) opened).unwrap();
    }

    boolean isOfServer(TimedConnection other) {
        return server.equals(other.server);
    }

    SqlConnection in(PgConnectionFactory factory, ContextInternal context) {
        return new PgConnectionImpl(factory, context, this);
    }

    boolean isPooled() {
        return isPooled;
    }

    Channel channel() {
        return ((SocketConnectionBase) unwrap())
                .socket()
                .channelHandlerContext()
                .channel();
    }

    @Override
    public <R> Future<R> schedule(ContextInternal caller, CommandBase<R> command) {
        if (unanswered.get() == 0) {
            lastSign = watch.now();
        }
        unanswered.incrementAndGet();
        return super.schedule(caller, command).onComplete(done -> {
            lastAnswer = watch.now();
            lastSign = lastAnswer;
            unanswered.decrementAndGet();
            if (done.failed() && UselessSession.isShownBy(done.cause(), age())) {
                close(done.cause());
            }
        });
    }

    /** Whether a statement is unanswered, and the server has not answered any for that long. */
    boolean isSilentFor(Duration time) {
        return unanswered.get() > 0 && watch.now() - lastSign > time.toNanos();
    }

    /**
     * Whether the server has just answered here, while another connection, which this one was there before, has been silent.
     */
    boolean isAnsweredBeside(TimedConnection silent) {
        return isOfServer(silent)
                && openedRound <= silent.lastSign
                && lastAnswer > silent.lastSign
                && watch.now() - lastAnswer <= SilenceWatch.SUSPICIOUS.toNanos();
    }

    private Duration age() {
        return Duration.ofNanos(System.nanoTime() - opened);
    }

    Silence silence() {
        return new Silence(this, lastSign);
    }

    /** What is unanswered fails with the reason. */
    void close(String reason) {
        close(new VertxException(reason, true));
    }

    private void close(Throwable reason) {
        LeavingHolder pool = holder;
        if (pool != null) {
            pool.handleClosed();
        }
        HardClose.of(unwrap(), reason);
    }

    /** A connection that waits in the pool. */
    void closeIfUnusedSince(long time) {
        channel().eventLoop().execute(() -> {
            if (unanswered.get() == 0 && lastSign - time <= 0) {
                close("the connection was lost while it waited");
            }
        });
    }

    /** A moment from which on the server has been silent. */
    record Silence(TimedConnection connection, long since) {
        void closeIfItLasts(String reason) {
            SilenceWatch.afterReading(connection.channel(), () -> {
                if (connection.unanswered.get() > 0 && connection.lastSign == since) {
                    connection.close(reason);
                }
            });
        }
    }

    @Override
    public void init(Holder holder) {
        this.holder = new LeavingHolder(holder);
        super.init(this.holder);
    }
}

package io.schemata.database;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.sqlclient.SqlConnection;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Gives every login and every statement an end. One that takes too long is closed, and the pool opens another. Before
 * that, as soon as one has been silent for 300 ms, {@link LifeProbe} asks the server on another connection
 * whether it is lost.
 */
final class SilenceWatch {
    /** A statement takes 2 ms, and TCP sends a lost packet again after 200 ms. */
    static final Duration SUSPICIOUS = Duration.ofMillis(300);

    /** What an answer needs that has arrived here but has not been read yet, as this process was busy. */
    static final Duration UNREAD = Duration.ofMillis(50);

    private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(50);

    private final ContextInternal context;
    private final Duration maxLogin;
    private final Duration maxSilence;
    private final Map<Channel, Login> logins = new ConcurrentHashMap<>();
    private final Set<TimedConnection> connections = ConcurrentHashMap.newKeySet();
    private final LifeProbe probe;
    private final long timer;
    private volatile Duration lastLogin = Duration.ZERO;
    private long lastRound = System.nanoTime();
    private volatile long nanoseconds;

    private final class Login {
        private final ChannelHandlerContext handler;
        private final boolean isProbe;
        private final long since = now();

        Login(ChannelHandlerContext handler, boolean isProbe) {
            this.handler = handler;
            this.isProbe = isProbe;
        }

        boolean isSilentFor(Duration time) {
            return now() - since > time.toNanos();
        }
    }

    /** @param connect opens a connection that is none of the pool's */
    SilenceWatch(
            VertxInternal vertx,
            Duration maxLogin,
            Duration maxSilence,
            Function<Context, Future<SqlConnection>> connect) {
        this.maxLogin = maxLogin;
        this.maxSilence = maxSilence;
        this.context = vertx.createEventLoopContext();
        this.probe = new LifeProbe(this, context, connect);
        this.timer = vertx.setPeriodic(BETWEEN_ROUNDS.toMillis(), now -> context.runOnContext(same -> look()));
    }

    void close() {
        context.owner().cancelTimer(timer);
    }

    /** A socket is connected; the server has to let us in. */
    void loginBegins(ChannelHandlerContext handler) {
        Channel channel = handler.channel();
        logins.put(channel, new Login(handler, context.owner().getContext() == context));
        channel.closeFuture().addListener(closed -> logins.remove(channel));
    }

    /** The server has let us in, and the connection may be used. */
    void loggedIn(TimedConnection connection) {
        Channel channel = connection.channel();
        Login login = logins.remove(channel);
        if (login != null) {
            lastLogin = Duration.ofNanos(now() - login.since);
        }
        connections.add(connection);
        channel.closeFuture().addListener(closed -> connections.remove(connection));
    }

    /**
     * The nanoseconds in which this process could have read an answer, by the round. While it is busy with something else
     * the clock stands still: then a silence is its own.
     */
    long now() {
        return nanoseconds;
    }

    Set<TimedConnection> connections() {
        return connections;
    }

    /** The time that the last login took. */
    Duration lastLogin() {
        return lastLogin;
    }

    /** Gives up the probe's own logins that have been silent for longer than that. */
    void closeLoginsOfProbe(Duration silence) {
        closeLogins(login -> login.isProbe && login.isSilentFor(silence), "the probe has begun another login");
    }

    /** Closes logins at the server where another one went through, that have been silent for longer than that. */
    void closeLoginsBeside(TimedConnection other, Duration silence) {
        SocketAddress server = other.channel().remoteAddress();
        closeLogins(
                login -> login.isSilentFor(silence)
                        && Objects.equals(server, login.handler.channel().remoteAddress()),
                "the connection was lost while it logged in");
    }

    private void closeLogins(Predicate<Login> which, String reason) {
        logins.values().stream()
                .filter(which)
                .forEach(login -> afterReading(login.handler.channel(), () -> closeIfItLasts(login, reason)));
    }

    /** In a moment, when an answer that has arrived already has been read. */
    static void afterReading(Channel channel, Runnable check) {
        EventLoop loop = channel.eventLoop();
        loop.execute(() -> loop.schedule(check, UNREAD.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void closeIfItLasts(Login login, String reason) {
        if (logins.containsKey(login.handler.channel())) {
            HardClose.of(login.handler, new VertxException(reason, true));
        }
    }

    private void look() {
        long round = System.nanoTime();
        nanoseconds += Math.min(round - lastRound, 2 * BETWEEN_ROUNDS.toNanos());
        lastRound = round;
        closeLogins(
                login -> login.isSilentFor(maxLogin),
                "the database has not let us in within %d ms".formatted(maxLogin.toMillis()));
        connections.stream()
                .filter(connection -> connection.isSilentFor(maxSilence))
                .forEach(connection -> connection
                        .silence()
                        .closeIfItLasts("the database has not answered for %d ms".formatted(maxSilence.toMillis())));
        if (isAnySuspicious()) {
            probe.ask();
        } else {
            probe.rest();
        }
    }

    private boolean isAnySuspicious() {
        return logins.values().stream().anyMatch(login -> !login.isProbe && login.isSilentFor(SUSPICIOUS))
                || connections.stream().anyMatch(connection -> connection.isSilentFor(SUSPICIOUS));
    }
}

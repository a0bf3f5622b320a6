package io.schemata.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.impl.ContextInternal;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/**
 * Tells connections that are lost from statements that are slow. On a connection of its own it asks the server twice
 * which sessions of ours are at work: a statement that waits for its answer while its session is idle or unknown there
 * never gets one. Behind a pooler the sessions are the pooler's: there, all are lost when none is at work. It judges only
 * connections to the server that it has reached itself.
 */
final class LifeProbe {
    private static final Logger LOG = Logger.getLogger("io.schemata.database");

    /** A session whose state cannot be seen counts as one at work. */
    private static final String AT_WORK = """
            select pid from pg_stat_activity
            where usename = session_user and pid <> pg_backend_pid()
              and coalesce(backend_type, 'client backend') = 'client backend'
              and coalesce(state, 'unseen') not in ('idle', 'idle in transaction', 'idle in transaction (aborted)')
            limit 10000""";

    /** Unless a login is known to take longer: at most two are under way, and the older one is given up. */
    private static final Duration BETWEEN_LOGINS = Duration.ofMillis(300);

    /** At least that long, a server has to begin what it has received. */
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** Unless looks are known to take longer: a look without an answer is given up, and so is the probe's connection. */
    private static final Duration LONGEST_LOOK = Duration.ofMillis(300);

    /**
     * What takes this many times as long as the same for the probe is lost: a login, and a server's beginning of a
     * statement as against its answer to a look. So a busy server is given time.
     */
    private static final int TIMES_SLOWER = 10;

    /**
     * A silence while the server answers on other connections that were there before: the network is there, and more likely
     * the one session waits for a processor.
     */
    private static final Duration SUSPICIOUS_ALONE = Duration.ofSeconds(2);

    private final SilenceWatch watch;
    private final ContextInternal context;
    private final Function<Context, Future<SqlConnection>> connect;
    private SqlConnection own;
    private long askedAt;
    private Duration loginTime;
    private Duration lastLook = Duration.ZERO;
    private boolean isJudging;
    private boolean isLooking;

    /** The process ids of the sessions at work, and the time that the server took to say so. */
    private record Look(Set<Integer> atWork, Duration time) {
        boolean hasTimeFor(Duration pause) {
            return time.multipliedBy(TIMES_SLOWER).compareTo(pause) <= 0;
        }
    }

    LifeProbe(SilenceWatch watch, ContextInternal context, Function<Context, Future<SqlConnection>> connect) {
        this.watch = watch;
        this.context = context;
        this.connect = connect;
    }

    /** Something is silent. Called again and again as long as that is so, on the probe's context. */
    void ask() {
        Duration since = Duration.ofNanos(System.nanoTime() - askedAt);
        if (own == null && since.compareTo(betweenLogins()) > 0) {
            askedAt = System.nanoTime();
            watch.closeLoginsOfProbe(betweenLogins());
            logIn(askedAt);
        } else if (own != null && isLooking && since.compareTo(longestLook()) > 0) {
            leave("no answer for %d ms".formatted(since.toMillis()));
        } else if (own != null && !isJudging) {
            watch.closeLoginsBeside(
                    TimedConnection.behind(own), longer(SilenceWatch.SUSPICIOUS, loginTime.multipliedBy(TIMES_SLOWER)));
            judge(own);
        }
    }

    /** Nothing is silent any more. */
    void rest() {
        if (own != null && !isJudging) {
            own.close();
            own = null;
        }
    }

    private void leave(String reason) {
        LOG.debugf("the connection that looks for lost ones is lost itself: %s", reason);
        HardClose.of(own, new VertxException(reason, true));
        own = null;
        isJudging = false;
        isLooking = false;
    }

    private Duration betweenLogins() {
        return longer(BETWEEN_LOGINS, watch.lastLogin().multipliedBy(2));
    }

    private Duration longestLook() {
        return longer(LONGEST_LOOK, lastLook.multipliedBy(TIMES_SLOWER));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void logIn(long began) {
        connect.apply(context).onSuccess(opened -> {
            if (own == null) {
                own = opened;
                loginTime = Duration.ofNanos(System.nanoTime() - began);
            } else {
                opened.close();
            }
        });
    }

    private void judge(SqlConnection asked) {
        isJudging = true;
        List<TimedConnection.Silence> silent = watch.connections().stream()
                .filter(connection -> connection.isSilentFor(SilenceWatch.SUSPICIOUS)
                        && connection.isOfServer(TimedConnection.behind(asked)))
                .map(TimedConnection::silence)
                .toList();
        look(asked)
                .compose(first -> {
                    Duration pause = longer(BETWEEN_LOOKS, first.time().multipliedBy(TIMES_SLOWER));
                    return after(pause)
                            .compose(later -> look(asked))
                            .onSuccess(second -> silent.stream()
                                    .filter(silence -> second.hasTimeFor(pause)
                                            && isLong(silence.connection())
                                            && isLost(silence, first)
                                            && isLost(silence, second))
                                    .forEach(this::close));
                })
                .onComplete(done -> {
                    if (asked == own) {
                        isJudging = false;
                        if (done.failed()) {
                            leave(done.cause().getMessage());
                        }
                    }
                });
    }

    private Future<Look> look(SqlConnection asked) {
        isLooking = true;
        long began = System.nanoTime();
        askedAt = began;
        return asked.query(AT_WORK)
                .execute()
                .map(rows -> new Look(
                        StreamSupport.stream(rows.spliterator(), false)
                                .map((Row row) -> row.getInteger(0))
                                .collect(Collectors.toSet()),
                        Duration.ofNanos(System.nanoTime() - began)))
                .onSuccess(look -> lastLook = look.time())
                .onComplete(done -> isLooking &= asked != own);
    }

    private boolean isLong(TimedConnection silent) {
        boolean isAlone = watch.connections().stream().anyMatch(other -> other.isAnsweredBeside(silent));
        return silent.isSilentFor(isAlone ? SUSPICIOUS_ALONE : SilenceWatch.SUSPICIOUS);
    }

    private static boolean isLost(TimedConnection.Silence silence, Look look) {
        TimedConnection connection = silence.connection();
        return connection.isPooled() ? look.atWork().isEmpty() : !look.atWork().contains(connection.getProcessId());
    }

    /** With it go those that wait in the pool and have shown no life since: the same network has likely lost them. */
    private void close(TimedConnection.Silence lost) {
        lost.closeIfItLasts("the connection was lost");
        watch.connections().forEach(connection -> connection.closeIfUnusedSince(lost.since()));
    }

    private Future<Void> after(Duration time) {
        return Future.future(promise -> context.owner().setTimer(time.toMillis(), due -> promise.complete()));
    }
}

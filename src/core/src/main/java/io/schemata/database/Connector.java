package io.schemata.database;

import io.schemata.address.DatabaseAddress;
import io.schemata.address.HostAddress;
import io.schemata.address.SessionTarget;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Opens connections: to the first server that answers in time and is the one that is asked for, and looks at each before
 * it is used. Behind a transaction-mode pooler the process id of the handshake is not the one of the session that
 * answers; then, and for good, statements are sent so that they are safe there.
 */
final class Connector {
    private static final Logger LOG = Logger.getLogger("io.schemata.database");
    private static final String WHO_ANSWERS = """
            select pg_backend_pid(), pg_is_in_recovery(), current_setting('transaction_read_only')::boolean,
              exists (select from pg_roles where rolname = current_user and (rolsuper or rolbypassrls))
              or exists (select from pg_namespace where nspname = 'schemata' and pg_has_role(nspowner, 'usage')),
              concat_ws(' ', inet_server_addr(), inet_server_port(), pg_postmaster_start_time())""";

    private final BoundedFactory factory;
    private final LoginGate gate;
    private final DatabaseAddress address;
    private final Duration connectTimeout;
    private final SilenceWatch watch;
    private final boolean refusesOwners;
    private volatile boolean isPooled;

    /** @param refusesOwners whether the login may be no superuser, nor the schemas' owner */
    Connector(VertxInternal vertx, DatabaseAddress address, DatabaseConfig config, boolean refusesOwners) {
        this.refusesOwners = refusesOwners;
        this.address = address;
        this.connectTimeout = address.connectTimeout() == null ? config.connectTimeout() : address.connectTimeout();
        this.isPooled = config.transactionPooler() || address.isTransactionPooler();
        this.watch = new SilenceWatch(vertx, connectTimeout, config.maxSilence(), this::logIn);
        this.factory = new BoundedFactory(vertx, watch);
        this.gate = new LoginGate(vertx);
    }

    /** For what wants options before it wants a connection. */
    PgConnectOptions anyOptions() {
        return options(address.hosts().get(0));
    }

    /** Opens no more. */
    void close() {
        watch.close();
        factory.close(Promise.promise());
    }

    /** A connection of the pool, on the context that the pool gives it. */
    Future<SqlConnection> connect(Context context) {
        return gate.pass(context, this::logIn);
    }

    /** Never throws: the pool would lose a place. */
    private Future<SqlConnection> logIn(Context context) {
        try {
            return connect((ContextInternal) context, address.hosts(), address.target());
        } catch (RuntimeException failure) {
            return ((ContextInternal) context).failedFuture(failure);
        }
    }

    private Future<SqlConnection> connect(ContextInternal context, List<HostAddress> servers, SessionTarget target) {
        HostAddress server = servers.get(0);
        List<HostAddress> others = servers.subList(1, servers.size());
        return open(context, server, target).recover(failure -> {
            if (isRefusedLogin(failure)) {
                return context.failedFuture(failure); // libpq stops here too: the next server would refuse it as well
            }
            if (!others.isEmpty()) {
                return connect(context, others, target);
            }
            return target == SessionTarget.PREFER_STANDBY
                    ? connect(context, address.hosts(), SessionTarget.ANY)
                    : context.failedFuture(failure);
        });
    }

    private Future<SqlConnection> open(ContextInternal context, HostAddress server, SessionTarget target) {
        boolean isSafe = isPooled;
        return factory.connect((Context) context, options(server))
                .map(opened -> opened.exceptionHandler(
                        end -> LOG.debugf("a connection to %s has ended: %s", server, end.getMessage())))
                .compose(opened -> lookAt(opened)
                        .compose(seen -> {
                            if (!target.isMetBy(seen.getBoolean(1), seen.getBoolean(2))) {
                                return refuse(context, opened, "%s is not %s".formatted(server, target.word()));
                            }
                            if (refusesOwners && seen.getBoolean(3)) {
                                OwnerLogin.refuse(address.user());
                                return refuse(context, opened, "the login may do more than a function may");
                            }
                            boolean isDirect = ((PgConnection) opened).processId() == seen.getInteger(0);
                            if (isDirect || isSafe) {
                                TimedConnection timed = TimedConnection.of(opened, !isDirect, seen.getString(4), watch);
                                watch.loggedIn(timed);
                                return context.succeededFuture(timed.in(factory, context));
                            }
                            return again(context, opened, server, target);
                        })
                        .onFailure(failure -> HardClose.of(opened, failure)));
    }

    /** This connection leads to a pooler, and was opened as if it did not. */
    private Future<SqlConnection> again(
            ContextInternal context, SqlConnection opened, HostAddress server, SessionTarget target) {
        if (!isPooled) {
            isPooled = true;
            LOG.warnf(
                    "%s is a pooler: no prepared statements from now on; set SCHEMATA_DATABASE_TRANSACTION_POOLER=true",
                    server);
        }
        opened.close();
        return open(context, server, target);
    }

    private static Future<Row> lookAt(SqlConnection opened) {
        return opened.query(WHO_ANSWERS).execute().map(rows -> rows.iterator().next());
    }

    private static Future<SqlConnection> refuse(ContextInternal context, SqlConnection opened, String reason) {
        opened.close();
        return context.failedFuture(new java.io.IOException(reason));
    }

    private static boolean isRefusedLogin(Throwable failure) {
        return failure instanceof PgException raised
                && String.valueOf(raised.getSqlState()).startsWith("28");
    }

    private PgConnectOptions options(HostAddress server) {
        return ConnectOptions.of(address, server, connectTimeout, isPooled);
    }
}

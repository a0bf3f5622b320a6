package io.schemata.database;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.schemata.refusal.Code;
import io.schemata.refusal.FailureTranslator;
import io.schemata.refusal.RefusedException;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The refusals that failures of the database and of its client mean. */
@ApplicationScoped
public class Failures implements FailureTranslator {
    /** A function, table, type or right is missing: the tenant's schema is older than this program. */
    private static final Set<String> NOT_MIGRATED =
            Set.of("42883", "42P01", "42703", "3F000", "42704", "42501", "20000");

    /**
     * Shutting down, crashed, starting, read-only, cancelled, conflict, deadlock, a plan from before the last
     * migration: nothing was written.
     */
    private static final Set<String> TRY_AGAIN =
            Set.of("57P01", "57P02", "57P03", "57014", "25006", "40001", "40P01", "0A000");

    /** Another transaction holds what this one needs, for longer than it may wait. */
    private static final String LOCKED = "55P03";

    /** What a statement says that was prepared for another function or tenant than the call means. */
    private static final Pattern MISROUTED = Pattern.compile("\"[a-z_][a-z0-9_]*\\.[a-z_]+\"");

    private static final Pattern FIELD = Pattern.compile("(?:INVALID_REQUEST|IDEMPOTENCY_MISMATCH) ([\\w.]+)");

    @Override
    public RefusedException refusalOf(Throwable failure) {
        return translate(failure);
    }

    /** The same, for those who have caught it. */
    public static RefusedException translate(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusedException refused) {
                return refused;
            }
            if (isMisrouted(cause)) {
                return RefusedException.because(Code.DATABASE_UNAVAILABLE, cause);
            }
            if (cause instanceof PgException raised) {
                return fromSql(raised.getSqlState(), raised.getDetail(), raised);
            }
            if (cause instanceof SQLException raised) {
                return fromSql(raised.getSQLState(), null, raised);
            }
            if (isConnection(cause)) {
                return RefusedException.because(Code.DATABASE_UNAVAILABLE, cause);
            }
        }
        return RefusedException.because(Code.INTERNAL, failure);
    }

    /** Whether another statement than the one that was meant has answered, before it did anything. */
    public static boolean isMisrouted(Throwable failure) {
        return failure instanceof PgException raised
                && "22P02".equals(raised.getSqlState())
                && MISROUTED.matcher(String.valueOf(raised.getErrorMessage())).find();
    }

    private static RefusedException fromSql(String sqlState, String detail, Throwable raised) {
        String state = String.valueOf(sqlState);
        if (state.equals(LOCKED)) {
            return RefusedException.because(
                    Code.OVERLOADED, "Another call holds what this one needs; try again", raised);
        }
        Code code = Code.raisedAs(state).orElseGet(() -> ofServer(state));
        RefusedException refused = RefusedException.because(code, raised);
        String field = field(raised.getMessage());
        if (code == Code.INVALID_REQUEST) {
            return RefusedException.invalid(field, "is not known here, or not spelt as it has to be");
        }
        if (field != null) {
            return RefusedException.field(code, field, code.title());
        }
        return code == Code.INSUFFICIENT_CREDITS && detail != null
                ? refused.with("available", Integer.valueOf(detail))
                : refused;
    }

    /** The field at fault stands behind the code in the message: Hibernate passes no detail on. */
    private static String field(String message) {
        Matcher field = FIELD.matcher(message);
        return field.find() ? field.group(1) : null;
    }

    private static Code ofServer(String state) {
        if (NOT_MIGRATED.contains(state)) {
            return Code.TENANT_NOT_READY;
        }
        boolean unavailable = TRY_AGAIN.contains(state)
                || state.startsWith("08") // connection
                || state.startsWith("53") // out of connections, memory, disk
                || state.startsWith("28") // the functions' login is refused
                || state.equals("3D000"); // no such database
        return unavailable ? Code.DATABASE_UNAVAILABLE : Code.INTERNAL;
    }

    /** The client reports an exhausted pool, a refused connection and one closed under it in five ways. */
    private static boolean isConnection(Throwable cause) {
        return cause instanceof IOException && !(cause instanceof JsonProcessingException)
                || cause instanceof TimeoutException
                || cause instanceof ClosedConnectionException
                || cause instanceof VertxException
                || cause instanceof NoStackTraceThrowable;
    }
}

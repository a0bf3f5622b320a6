package io.schemata.migration.database;

import io.schemata.migration.error.FailureReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Tells which session holds a table of a schema that a statement has waited for in vain. */
public final class LockedTable {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK_DETECTED = "40P01";

    private static final String HOLDER = """
            select format('%s is locked by session %s of %s%s, in a transaction since %s%s',
              relation.relname, session.pid, session.usename,
              coalesce(' (' || nullif(session.application_name, '') || ')', ''),
              to_char(session.xact_start, 'HH24:MI:SS'),
              ', its last query since ' || to_char(session.query_start, 'HH24:MI:SS'))
            from pg_locks held
            join pg_class relation on relation.oid = held.relation
            join pg_stat_activity session using (pid)
            where held.granted and (held.mode = 'AccessExclusiveLock' or ?) and held.pid <> pg_backend_pid()
              and (relation.relnamespace = to_regnamespace(quote_ident(?))
                or ? and relation.relnamespace in (to_regnamespace('auth'), to_regnamespace('schemata')))
              and session.xact_start is not null
            order by relation.relnamespace = to_regnamespace(quote_ident(?)) desc, held.mode = 'AccessExclusiveLock' desc, relation.relkind in ('r', 'p') desc, session.xact_start, relation.relname
            limit 1
            """;

    private LockedTable() {}

    /** The reason of a failure in a schema, with the session that holds the table where there is one. */
    public static String reason(Throwable failure, String schema) {
        return reason(failure, schema, false);
    }

    /** The same of a statement that changes the schema, which waits for those who only read too. */
    public static String reasonOfWrite(Throwable failure, String schema) {
        return reason(failure, schema, true);
    }

    private static String reason(Throwable failure, String schema, boolean isWrite) {
        return isLocked(failure)
                ? holder(schema, isWrite).orElse(FailureReason.of(failure))
                : FailureReason.of(failure);
    }

    /** Whether a statement waited for a lock in vain. */
    public static boolean isLocked(Throwable failure) {
        return isOf(LOCK_NOT_AVAILABLE, failure);
    }

    /** Whether two sessions waited for each other, and the database has ended the transaction of this one. */
    public static boolean isDeadlock(Throwable failure) {
        return isOf(DEADLOCK_DETECTED, failure);
    }

    private static boolean isOf(String state, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException fromDatabase && state.equals(fromDatabase.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> holder(String schema, boolean isWrite) {
        try (Connection connection = JdbcAddress.configured().connect();
                PreparedStatement query = connection.prepareStatement(HOLDER)) {
            query.setBoolean(1, isWrite);
            query.setString(2, schema);
            query.setBoolean(3, isWrite);
            query.setString(4, schema);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        } catch (SQLException unknown) {
            return Optional.empty();
        }
    }
}

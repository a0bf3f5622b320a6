package io.schemata.migration.status;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.FailureReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;
import org.postgresql.PGConnection;

/**
 * The sessions of one thread that looks at tenants, one after the other.
 *
 * @param session for their histories, in the schema of whichever
 * @param snapshot for their structures, each as of one moment
 * @param isDirect whether no pooler stands between, so that the server may keep plans for them
 */
record Look(SchemaSession session, Connection snapshot, boolean isDirect) implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Look.class);
    private static final String SESSION = "select pg_backend_pid()::text";

    static Look open(String schema) throws SQLException {
        SchemaSession session = SchemaSession.openToLook(JdbcAddress.configured(), schema);
        try {
            Connection snapshot = JdbcAddress.configured().connectToRead();
            return new Look(session, snapshot, isDirect(snapshot));
        } catch (SQLException failure) {
            session.close();
            throw failure;
        }
    }

    /** Whether the session is the one that the driver has greeted: a pooler has a greeting of its own. */
    private static boolean isDirect(Connection connection) throws SQLException {
        int greeted = connection.unwrap(PGConnection.class).getBackendPID();
        return FirstColumn.of(connection, SESSION).equals(List.of(Integer.toString(greeted)));
    }

    /** Ends what was looked at as of one moment; a session that is lost is closed with it. */
    void endSnapshot() {
        try {
            snapshot.rollback();
        } catch (SQLException lost) {
            close();
        }
    }

    /** Whether both sessions are there for the next tenant. */
    boolean isUsable() {
        try {
            return !session.connection().isClosed() && !snapshot.isClosed();
        } catch (SQLException lost) {
            return false;
        }
    }

    /** What was read is read, however the sessions end. */
    @Override
    public void close() {
        for (AutoCloseable each : List.of(session, snapshot)) {
            try {
                each.close();
            } catch (Exception lost) {
                LOG.debugf("a session could not be closed: %s", FailureReason.of(lost));
            }
        }
    }
}

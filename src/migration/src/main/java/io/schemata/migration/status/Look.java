package io.schemata.migration.status;

import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.FailureReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The sessions of one thread that looks at tenants, one after the other.
 *
 * @param session for their histories, in the schema of whichever
 * @param snapshot for their structures, each as of one moment
 * @param isDirect whether no pooler stands between, so that the server may keep plans for them
 */
record Look(SchemaSession session, Connection snapshot, boolean isDirect) implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Look.class);

    static Look open(String schema) throws SQLException {
        SchemaSession session = SchemaSession.open(JdbcAddress.configured(), schema);
        try {
            session.setLockTimeout(JdbcAddress.LONGEST_LOOK);
            Connection snapshot = JdbcAddress.configured().connectToRead();
            return new Look(session, snapshot, JdbcAddress.isDirect(snapshot));
        } catch (SQLException failure) {
            session.close();
            throw failure;
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

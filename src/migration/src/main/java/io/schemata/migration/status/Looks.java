package io.schemata.migration.status;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;

/** As many looks as there are threads that ask at once: opened when they are needed, and handed on. */
final class Looks implements AutoCloseable {
    private final String schema;
    private final Deque<Look> idle = new ArrayDeque<>();

    /** @param schema the one that each begins in */
    Looks(String schema) {
        this.schema = schema;
    }

    /** Work with a look. */
    interface Work<T> {
        T with(Look look) throws SQLException;
    }

    /** A look that cannot be opened, or is lost, is a {@code DATABASE_ERROR}. */
    <T> T with(Work<T> work) {
        Look look = null;
        try {
            look = taken();
            return work.with(look);
        } catch (SQLException failure) {
            throw new MigrationException(ErrorCode.DATABASE_ERROR, FailureReason.of(failure), failure);
        } finally {
            giveBack(look);
        }
    }

    private Look taken() throws SQLException {
        synchronized (idle) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return Look.open(schema);
    }

    /** One that is lost fails the tenant that it was lost at, and no other. */
    private void giveBack(Look look) {
        if (look != null && look.isUsable()) {
            synchronized (idle) {
                idle.push(look);
            }
        } else if (look != null) {
            look.close();
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            while (!idle.isEmpty()) {
                idle.pop().close();
            }
        }
    }
}

package io.schemata.migration.repair;

import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Structure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.postgresql.util.PSQLException;

/** Runs the statements that take drift away, all or none of them but new values of enums. */
public record Repair(SchemaSession session, String schema, Structure blueprint) {
    private static final String BODIES_COME_LATER = "set local check_function_bodies = off";
    private static final String ROWS_COUNT = "set local row_security = off";
    private static final String VALUES_STAY = "; the new values of enums stay";
    private static final Set<String> NAMES_ITS_DEPENDENTS = Set.of("2BP01", "0A000");
    private static final String STILL_DIFFERENT = "these statements leave differences, and were taken back: ";

    /** Is given a connection in a transaction that has only read; it commits, or throws and has changed nothing. */
    void run(Drift drift) throws SQLException {
        Connection connection = session.connection();
        connection.rollback();
        connection.setAutoCommit(true);
        if (!drift.alteration().first().isEmpty()) {
            session.setSearchPath();
            runAll(connection, drift.alteration().first());
        }
        connection.setAutoCommit(false);
        try {
            runAll(connection, schema, blueprint, drift);
            connection.commit();
        } catch (SQLException failure) {
            connection.rollback();
            throw drift.alteration().first().isEmpty()
                    ? failure
                    : new SQLException(failure.getMessage() + VALUES_STAY, failure.getSQLState(), failure);
        }
    }

    /** The same in the connection's transaction, new values of enums too. */
    public static void runInTransaction(Connection connection, String schema, Structure blueprint, Drift drift)
            throws SQLException {
        runAll(connection, drift.alteration().first());
        runAll(connection, schema, blueprint, drift);
    }

    private static void runAll(Connection connection, String schema, Structure blueprint, Drift drift)
            throws SQLException {
        Catalog.of(connection, schema); // from now on nothing but the schema is on the search path
        try (java.sql.Statement bodies = connection.createStatement()) {
            bodies.execute(BODIES_COME_LATER);
            bodies.execute(ROWS_COUNT);
        }
        runAll(connection, drift.alteration().statements());
        List<String> remaining = drift.remaining(Catalog.of(connection, schema), blueprint);
        if (!remaining.isEmpty()) {
            throw new SQLException(STILL_DIFFERENT + String.join(", ", remaining));
        }
    }

    private static void runAll(Connection connection, List<Statement> statements) throws SQLException {
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (Statement one : statements) {
                run(statement, one);
            }
        }
    }

    private static void run(java.sql.Statement statement, Statement one) throws SQLException {
        try {
            statement.execute(one.sql());
        } catch (SQLException failure) {
            String message = firstLine(failure.getMessage()) + dependents(failure);
            String sql = firstLine(one.sql());
            throw new SQLException("%s; the statement: %s".formatted(message, sql), failure.getSQLState(), failure);
        }
    }

    /** The detail of other failures may have values of rows; that of these says what depends on the thing. */
    private static String dependents(SQLException failure) {
        boolean isNamed = NAMES_ITS_DEPENDENTS.contains(String.valueOf(failure.getSQLState()));
        return isNamed && failure instanceof PSQLException fromServer && fromServer.getServerErrorMessage() != null
                ? "; " + firstLine(fromServer.getServerErrorMessage().getDetail())
                : "";
    }

    private static String firstLine(String text) {
        return String.valueOf(text).lines().findFirst().orElse("");
    }
}

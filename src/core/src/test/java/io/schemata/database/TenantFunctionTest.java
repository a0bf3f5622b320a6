package io.schemata.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.localpostgres.LocalPostgres;
import io.schemata.registry.Stage;
import io.schemata.registry.Tenant;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A statement says which tenant and function it is, and refuses a call that means another. */
class TenantFunctionTest {
    private static final Tenant A = tenant("a");
    private static final Tenant B = tenant("b");
    private static final TenantFunction PAY = TenantFunction.ofEveryTenant("pay", 1);
    private static final TenantFunction REFUND = TenantFunction.ofEveryTenant("refund", 1);

    private static LocalPostgres server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        server = LocalPostgres.temporary();
        for (String schema : new String[] {"a", "b"}) {
            execute("create schema " + schema);
            execute("create table %s.paid (amount int)".formatted(schema));
            for (String function : new String[] {"pay", "refund"}) {
                execute(
                        "create function %1$s.%2$s(int) returns int language sql as 'insert into %1$s.paid values ($1) returning amount'"
                                .formatted(schema, function));
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void aCallThatMeansTheSameFunctionIsMade() throws SQLException {
        assertEquals("1", preparedFor(A, PAY, "'%s'".formatted(PAY.meant(A))));
        assertEquals("1", query("select count(*) from a.paid"));
    }

    @Test
    void aCallThatMeansAnotherTenantOrFunctionFailsBeforeTheFunctionRuns() throws SQLException {
        String before = query("select count(*) from b.paid");
        for (String meant : new String[] {PAY.meant(A), REFUND.meant(B)}) {
            SQLException refused = assertThrows(SQLException.class, () -> preparedFor(B, PAY, "'%s'".formatted(meant)));
            assertEquals("22P02", refused.getSQLState());
            assertTrue(refused.getMessage().contains("\"" + meant + "\""), refused.getMessage());
        }
        assertThrows(SQLException.class, () -> query("execute nothing"));
        assertEquals(before, query("select count(*) from b.paid"));
        assertEquals("", preparedFor(B, PAY, "null"), "what names nothing reaches nothing");
        assertEquals(before, query("select count(*) from b.paid"));
    }

    /** Executed often enough that the server makes a plan for all values. */
    private static String preparedFor(Tenant tenant, TenantFunction function, String meant) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare s as " + function.in(tenant));
            return first(statement, "execute s(1, %s)".formatted(meant));
        }
    }

    private static String query(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return first(statement, sql);
        }
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres&password=postgres".formatted(server.port()));
    }

    private static Tenant tenant(String schema) {
        return new Tenant(schema, schema, "video-studio", Stage.LOCAL, new Tenant.Enrolment(false, null));
    }
}

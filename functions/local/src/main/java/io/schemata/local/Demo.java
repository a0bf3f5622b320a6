package io.schemata.local;

import io.schemata.migrate.JdbcAddress;
import io.schemata.tenant.Tenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/** What a local run adds to its database as the owner: the functions' password, and a user with credits everywhere. */
final class Demo implements AutoCloseable {
    static final String USER_ID = "00000000-0000-4000-8000-00000000de30";

    private static final int CREDITS = 100;

    private static final String USER =
            "insert into auth.users (id, email) values (?::uuid, 'demo@example.com') on conflict (id) do nothing";
    private static final String SET_SEARCH_PATH = "select set_config('search_path', ?, false)";
    private static final String SET_UP = "select set_up_user(?::uuid, 'Demo')";
    private static final String GRANT =
            "select grant_credits(?::uuid, ?, 'grant', 'Credits of the local demo', null, 'local-demo')";
    private static final String REMEMBER_PASSWORD = "select set_config('schemata.password', ?, false)";
    private static final String SET_PASSWORD =
            "do $$ begin execute format('alter role schemata_functions password %L', current_setting('schemata.password')); end $$";

    private final Connection connection;

    private Demo(Connection connection) {
        this.connection = connection;
    }

    static Demo connect(String ownerUrl) throws SQLException {
        return new Demo(JdbcAddress.of(ownerUrl).connect());
    }

    void setFunctionsPassword(String password) throws SQLException {
        execute(REMEMBER_PASSWORD, password);
        try (Statement statement = connection.createStatement()) {
            statement.execute(SET_PASSWORD);
        }
    }

    /** A profile and credits beyond the welcome, once per tenant, however often the local run is started. */
    void addUser(Collection<Tenant> tenants) throws SQLException {
        execute(USER, USER_ID);
        for (Tenant tenant : tenants) {
            execute(SET_SEARCH_PATH, tenant.schema());
            execute(SET_UP, USER_ID);
            execute(GRANT, USER_ID, CREDITS);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}

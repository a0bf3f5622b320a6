package io.schemata.local;

import io.schemata.migration.database.JdbcAddress;
import io.schemata.registry.Tenant;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/** What a local run adds to its database as the owner: the functions' password, and a user and rows to try. */
final class Demo implements AutoCloseable {
    static final String USER_ID = "00000000-0000-4000-8000-00000000de30";

    /** An entity of every mode, of the same id, as there is no confusing two modes. */
    static final String ENTITY_ID = "00000000-0000-4000-8000-0000000000ac";

    private static final int CREDITS = 100;

    private static final String USER =
            "insert into auth.users (id, email) values (?::uuid, 'demo@example.com') on conflict (id) do nothing";
    private static final String SET_SEARCH_PATH = "select set_config('search_path', ?, false)";
    private static final String SET_UP = "select set_up_user(?::uuid, 'Demo')";
    private static final String GRANT =
            "select grant_credits(?::uuid, ?, 'grant', 'Credits of the local demo', null, 'local-demo')";
    private static final String HAS_CREDITS = "select to_regclass('credit_accounts') is not null";
    private static final String HAS_ENTITIES = "select to_regclass('entities') is not null";
    private static final String ENTITY =
            "insert into entities (id, name, type) values (?::uuid, 'Acme', 'company') on conflict (id) do nothing";
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

    /**
     * A user with a profile and with credits beyond the welcome, and something to link, in each tenant as far as it has
     * such things; once, however often the local run is started.
     */
    void addTo(Collection<Tenant> tenants) throws SQLException {
        execute(USER, USER_ID);
        for (Tenant tenant : tenants) {
            execute(SET_SEARCH_PATH, tenant.schema());
            execute(SET_UP, USER_ID);
            if (is(HAS_CREDITS)) {
                execute(GRANT, USER_ID, CREDITS);
            }
            if (is(HAS_ENTITIES)) {
                execute(ENTITY, ENTITY_ID);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private boolean is(String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(question)) {
            row.next();
            return row.getBoolean(1);
        }
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

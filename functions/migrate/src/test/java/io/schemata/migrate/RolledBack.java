package io.schemata.migrate;

import io.schemata.migration.database.JdbcAddress;
import io.schemata.testing.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The owner's transaction in a schema, for each test; whatever it does is taken back. */
final class RolledBack implements BeforeEachCallback, AfterEachCallback {
    private final String schema;
    private Connection connection;

    RolledBack(String schema) {
        this.schema = schema;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws SQLException {
        connection = simple(Database.ownerUrl());
        connection.setSchema(schema);
        connection.setAutoCommit(false);
    }

    /** A connection that sends a script as psql does. */
    static Connection simple(String url) throws SQLException {
        JdbcAddress owner = JdbcAddress.of(url);
        owner.properties().setProperty("preferQueryMode", "simple");
        return owner.connect();
    }

    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        connection.rollback();
        connection.close();
    }

    Connection connection() {
        return connection;
    }
}

package io.schemata.migrate;

import io.schemata.localpostgres.LocalPostgres;
import io.schemata.testing.PreparedServer;
import io.schemata.testing.Program;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A PostgreSQL for each test, with nothing in it or as prepared, and the command line on it, as a process. */
final class EmptyDatabase implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback {
    private static final Program MIGRATE = Program.of("migrate");

    private final Preparation preparation;
    private LocalPostgres server;
    private boolean isOfClass;

    /** What is done once, and holds for each test of a class. */
    interface Preparation {
        void on(EmptyDatabase database) throws SQLException;
    }

    EmptyDatabase() {
        this(none -> {});
    }

    EmptyDatabase(Preparation preparation) {
        this.preparation = preparation;
    }

    /** Registered as static, it is one database for all tests of the class. */
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        isOfClass = true;
        start(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stop();
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (!isOfClass) {
            start(context);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (!isOfClass) {
            stop();
        }
    }

    private void start(ExtensionContext context) throws IOException {
        server = PreparedServer.start(context.getRequiredTestClass().getName(), this::prepare);
    }

    private void prepare(LocalPostgres empty) {
        server = empty;
        try {
            preparation.on(this);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void stop() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs migrate to its end, with these tenants. */
    Program.Ended migrate(Map<String, String> tenants, String... arguments) {
        return MIGRATE.run(settings(tenants), arguments);
    }

    /** Starts it. */
    Process startMigrate(Map<String, String> tenants, File log, String... arguments) {
        return MIGRATE.start(settings(tenants), log, arguments);
    }

    void await(String condition) throws SQLException {
        while (!"t".equals(query(condition))) {
            LockSupport.parkNanos(5_000_000); // and leaves the processor to the program
        }
    }

    Connection owner() throws SQLException {
        return connect("postgres");
    }

    Connection connect(String user) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/postgres?user=%s".formatted(server.port(), user));
    }

    void execute(String sql) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first value of the first row, as text. */
    String query(String sql) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Where a program reaches it as that role. */
    String url(String user) {
        return "postgresql://%s:none@127.0.0.1:%d/postgres".formatted(user, server.port());
    }

    int port() {
        return server.port();
    }

    private Map<String, String> settings(Map<String, String> tenants) {
        Map<String, String> settings = new HashMap<>(tenants);
        settings.putIfAbsent("DATABASE_URL", server.url());
        return settings;
    }
}

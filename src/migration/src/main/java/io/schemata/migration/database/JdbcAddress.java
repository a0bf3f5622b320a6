package io.schemata.migration.database;

import io.schemata.address.AddressConfig;
import io.schemata.address.AddressException;
import io.schemata.address.AddressReader;
import io.schemata.address.DatabaseAddress;
import io.schemata.address.HostAddress;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The owner's address as JDBC wants it: all of it as properties, as a URL may be shown in an error. */
public record JdbcAddress(Properties properties) {
    /** With "//": without them the driver takes the user's name for the database's, whatever the properties say. */
    private static final String URL = "jdbc:postgresql://";

    private static final String FUNCTIONS_LOGIN = "schemata_functions";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(4);

    /** The longest wait for a lock where nothing is changed. */
    public static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

    /** The longest wait for an answer where nothing is changed; a server that is only busy needs less. */
    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(10);

    /** The longest of any statement: an index of a large table is made in hours. */
    private static final Duration LONGEST_STATEMENT = Duration.ofHours(24);

    private static final String SET_LOCK_TIMEOUT = "select set_config('lock_timeout', ?, ?)";

    /** The configured one: {@code schemata.migrate.database-url} where functions share the process, else DATABASE_URL. */
    public static JdbcAddress configured() {
        return of(() -> AddressConfig.read("schemata.migrate.database-url", "DATABASE_URL"));
    }

    public static JdbcAddress of(String databaseUrl) {
        return of(() -> AddressReader.read(databaseUrl, System::getenv));
    }

    private static JdbcAddress of(Supplier<DatabaseAddress> address) {
        try {
            return new JdbcAddress(properties(address.get()));
        } catch (AddressException unreadable) {
            throw new MigrationException(ErrorCode.UNREADABLE_ADDRESS, unreadable.getMessage());
        }
    }

    /** Connects once, before any work: refused by name are the functions' login, and a database that cannot be reached. */
    public void verify() {
        if (FUNCTIONS_LOGIN.equals(properties.get("user"))) {
            throw new MigrationException(
                    ErrorCode.UNREADABLE_ADDRESS,
                    "DATABASE_URL logs in as %s: migrate needs the login that owns the tenants' schemas, not the functions'"
                            .formatted(FUNCTIONS_LOGIN));
        }
        try (Connection connection = connect()) {
            connection.isValid(1);
        } catch (SQLException failure) {
            throw new MigrationException(
                    ErrorCode.UNREACHABLE_DATABASE,
                    "cannot connect to %s as %s: %s".formatted(place(), properties.get("user"), why(failure)),
                    failure);
        }
    }

    private String place() {
        Object socket = properties.get("socketFactoryArg");
        return "%s/%s"
                .formatted(
                        socket != null ? socket : properties.get("PGHOST") + ":" + properties.get("PGPORT"),
                        properties.get("PGDBNAME"));
    }

    /** The driver leaves what the network said to the causes. */
    private static String why(SQLException failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof UnknownHostException) {
            return "there is no host of that name";
        }
        if (root instanceof SocketTimeoutException || failure instanceof SQLTimeoutException) {
            return "no answer within %d s".formatted(CONNECT_TIMEOUT.toSeconds());
        }
        return FailureReason.of(failure);
    }

    public Connection connect() throws SQLException {
        return connect(LONGEST_STATEMENT);
    }

    /** For what writes nothing that stays: no statement waits for a lock for longer than that, nor long for an answer. */
    public Connection connectToLook(Duration lockTimeout) throws SQLException {
        Connection connection = connect(LONGEST_ANSWER);
        setLockTimeout(connection, lockTimeout, false);
        return connection;
    }

    private Connection connect(Duration longestAnswer) throws SQLException {
        Connection connection = DriverManager.getConnection(URL, properties);
        connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longestAnswer.toMillis()));
        return connection;
    }

    /** For a reader: everything as it was at one moment, and no long wait for a lock. */
    public Connection connectToRead() throws SQLException {
        Connection connection = connect(LONGEST_ANSWER);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        waitForLocksBriefly(connection);
        return connection;
    }

    /** For the rest of the connection's transaction. */
    public static void waitForLocksBriefly(Connection connection) throws SQLException {
        setLockTimeout(connection, LONGEST_LOOK, true);
    }

    private static void setLockTimeout(Connection connection, Duration timeout, boolean isOfTransaction)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SET_LOCK_TIMEOUT)) {
            statement.setString(1, timeout.toMillis() + "ms");
            statement.setBoolean(2, isOfTransaction);
            statement.execute();
        }
    }

    private static Properties properties(DatabaseAddress address) {
        List<HostAddress> hosts = address.hosts();
        Duration timeout = address.connectTimeout() == null ? CONNECT_TIMEOUT : address.connectTimeout();
        Properties properties = new Properties();
        properties.setProperty("PGDBNAME", address.database());
        properties.setProperty("user", address.user());
        set(properties, "password", address.password());
        properties.setProperty(
                "ApplicationName", address.applicationName() == null ? "schemata-migrate" : address.applicationName());
        set(properties, "options", address.options());
        properties.setProperty("connectTimeout", Long.toString(timeout.toSeconds()));
        properties.setProperty("loginTimeout", Long.toString(timeout.toSeconds() * hosts.size()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("targetServerType", target(address));
        if (hosts.get(0).isUnixSocket()) {
            properties.setProperty("PGHOST", "localhost");
            properties.setProperty("sslmode", "disable");
            properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
            properties.setProperty("socketFactoryArg", hosts.get(0).socketFile());
            return properties;
        }
        properties.setProperty("socketFactory", ProbingSocketFactory.class.getName());
        properties.setProperty("PGHOST", each(hosts, JdbcAddress::bracketed));
        properties.setProperty("PGPORT", each(hosts, host -> Integer.toString(host.port())));
        properties.setProperty("sslmode", address.sslMode().word());
        if (address.rootCertificates() != null) {
            properties.setProperty("sslrootcert", address.rootCertificates().toString());
        }
        return properties;
    }

    private static void set(Properties properties, String name, String value) {
        if (value != null) {
            properties.setProperty(name, value);
        }
    }

    private static String each(List<HostAddress> hosts, Function<HostAddress, String> part) {
        return hosts.stream().map(part).collect(Collectors.joining(","));
    }

    private static String bracketed(HostAddress host) {
        return host.host().indexOf(':') < 0 ? host.host() : "[" + host.host() + "]";
    }

    /** The driver's words: it does not tell a read-only session from a standby. */
    private static String target(DatabaseAddress address) {
        return switch (address.target()) {
            case ANY -> "any";
            case PRIMARY, READ_WRITE -> "primary";
            case STANDBY, READ_ONLY -> "secondary";
            case PREFER_STANDBY -> "preferSecondary";
        };
    }
}

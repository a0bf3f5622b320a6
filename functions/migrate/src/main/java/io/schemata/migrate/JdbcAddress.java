package io.schemata.migrate;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** The owner's {@code postgresql://user:password@host:port/database} as JDBC wants it, the password out of the URL. */
public record JdbcAddress(String url, Properties login) {
    private static final int DEFAULT_PORT = 5432;

    public static JdbcAddress of(String databaseUrl) {
        URI uri;
        try {
            uri = URI.create(databaseUrl);
        } catch (IllegalArgumentException malformed) {
            uri = URI.create("");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() == null) {
            throw new NotAllowed("DATABASE_URL is not of the form postgresql://user:password@host:port/database");
        }
        String[] user = uri.getRawUserInfo().split(":", 2);
        Properties login = new Properties();
        login.setProperty("user", decoded(user[0]));
        if (user.length == 2) {
            login.setProperty("password", decoded(user[1]));
        }
        login.setProperty("ApplicationName", "schemata-migrate");
        String query = withoutSecrets(uri.getRawQuery(), login);
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new JdbcAddress(
                "jdbc:postgresql://%s:%d%s%s".formatted(uri.getHost(), port, uri.getRawPath(), query), login);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, login);
    }

    /** What is a secret goes with the login: a URL may be shown in an error. */
    private static String withoutSecrets(String query, Properties login) {
        List<String> shown = new ArrayList<>();
        for (String setting : query == null ? new String[0] : query.split("&")) {
            String[] pair = setting.split("=", 2);
            if (pair.length == 2 && pair[0].toLowerCase(Locale.ROOT).contains("password")) {
                login.setProperty(pair[0], decoded(pair[1]));
            } else {
                shown.add(setting);
            }
        }
        return shown.isEmpty() ? "" : "?" + String.join("&", shown);
    }

    /** For who only looks: all of it as it was at one moment. */
    public Connection connectToRead() throws SQLException {
        Connection connection = connect();
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return connection;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

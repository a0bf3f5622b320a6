package io.schemata.migrate;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
        return new JdbcAddress(
                "jdbc:postgresql://%s:%d%s%s".formatted(uri.getHost(), port, uri.getRawPath(), query), login);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, login);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

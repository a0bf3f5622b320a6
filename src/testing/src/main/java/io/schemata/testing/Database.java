package io.schemata.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The tests' own look at the database, as the owner or as the functions' login. */
public final class Database {
    public static final String FUNCTIONS_LOGIN = "schemata_functions";

    private static final String KEY = "io.schemata.testing.database";

    private Database() {}

    static void use(String ownerUrl) {
        System.setProperty(KEY, ownerUrl);
    }

    public static String ownerUrl() {
        return System.getProperty(KEY);
    }

    /** The port that the server listens on. */
    public static int port() {
        return URI.create(ownerUrl()).getPort();
    }

    /** The functions' address of the database by way of another port: a network, a pooler. */
    public static String functionsUrl(int port) {
        return "postgresql://%s:none@127.0.0.1:%d/postgres".formatted(FUNCTIONS_LOGIN, port);
    }

    /** A connection of the owner, working in a tenant's schema. */
    public static Connection owner(String schema) throws SQLException {
        return connect(jdbcUrl(ownerUrl()), schema);
    }

    /** A connection of the functions' login. */
    public static Connection functions() throws SQLException {
        String url = ownerUrl().replaceFirst("//[^@]*@", "//%s:none@".formatted(FUNCTIONS_LOGIN));
        return DriverManager.getConnection(jdbcUrl(url));
    }

    /** Runs one statement as the owner. */
    public static void execute(String schema, String sql, Object... values) {
        try (Connection connection = owner(schema)) {
            execute(connection, sql, values);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    /** The rows of a query by the owner, each as its values. */
    public static List<List<Object>> rows(String schema, String sql, Object... values) {
        try (Connection connection = owner(schema)) {
            return rows(connection, sql, values);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    /** The one value of a query by the owner. */
    public static Object value(String schema, String sql, Object... values) {
        return rows(schema, sql, values).get(0).get(0);
    }

    public static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values)) {
            statement.execute();
        }
    }

    public static List<List<Object>> rows(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepared(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            List<List<Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getObject(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** A user as the sign-up makes one: known to auth, with nothing in any tenant. */
    public static UUID newUser() {
        UUID id = UUID.randomUUID();
        execute("public", "insert into auth.users (id, email) values (?, ?)", id, id + "@example.com");
        return id;
    }

    /** A user with credits in a tenant. */
    public static UUID userWith(String schema, int credits) {
        UUID user = newUser();
        execute(schema, "select grant_credits(?, ?, 'grant', null, null, null)", user, credits);
        return user;
    }

    /** A job of the user's, with the project it needs. */
    public static UUID jobOf(String schema, UUID user) {
        UUID job = UUID.randomUUID();
        execute(
                schema,
                "with p as (insert into projects (user_id, title, prompt_text, niche_preset)"
                        + " values (?, 'a', 'b', 'facts') returning id)"
                        + " insert into jobs (id, project_id, user_id) select ?, p.id, ? from p",
                user,
                job,
                user);
        return job;
    }

    /** What the server has written into its log so far. */
    public static String serverLog() {
        return (String) value("public", "select pg_read_file(pg_current_logfile())");
    }

    private static PreparedStatement prepared(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static Connection connect(String url, String schema) throws SQLException {
        Connection connection = DriverManager.getConnection(url);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + schema);
        }
        return connection;
    }

    private static String jdbcUrl(String url) {
        return url.replaceFirst("postgresql://([^:]*):([^@]*)@(.*)", "jdbc:postgresql://$3?user=$1&password=$2");
    }
}

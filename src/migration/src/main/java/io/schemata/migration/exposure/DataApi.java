package io.schemata.migration.exposure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The Data API over the tenants' schemas, PostgREST: it listens on a channel of the database. */
public final class DataApi {
    private static final String RELOAD_SCHEMA = "notify pgrst, 'reload schema'";

    private DataApi() {}

    /** Tells it that tables or functions are others now; once for a whole run, as it reads all of them again. */
    public static void reload(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(RELOAD_SCHEMA);
        }
    }
}

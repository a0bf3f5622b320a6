package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** The schemas that PostgREST serves, against the registry. */
class ExposureIT {
    @RegisterExtension
    private static final EmptyDatabase DATABASE = new EmptyDatabase(empty -> empty.execute("""
            create role authenticator noinherit login;
            create schema shop; create schema shop_try; create schema umami; create schema graphql_public
            """));

    @TempDir
    private Path folder;

    private final Map<String, String> tenants = new HashMap<>(Map.of(
            "SCHEMATA_TENANTS_LIVE_SCHEMA", "shop",
            "SCHEMATA_TENANTS_LIVE_BLUEPRINT", "video-studio",
            "SCHEMATA_TENANTS_LIVE_STAGE", "staging",
            "SCHEMATA_TENANTS_TRY_SCHEMA", "shop_try",
            "SCHEMATA_TENANTS_TRY_BLUEPRINT", "video-studio",
            "SCHEMATA_TENANTS_TRY_STAGE", "test",
            "SCHEMATA_TENANTS_STATISTICS_SCHEMA", "umami",
            "SCHEMATA_TENANTS_STATISTICS_BLUEPRINT", "service",
            "SCHEMATA_TENANTS_STATISTICS_STAGE", "service"));

    @Test
    void namesWhatIsMissingSuperfluousAndNotThere() throws SQLException {
        DATABASE.execute("alter role authenticator set pgrst.db_schemas = 'shop, umami, skunkworks, graphql_public'");
        String said = exposure(1);
        assertTrue(said.contains("not exposed  shop_try"), said);
        assertTrue(said.contains("superfluous  umami"), said);
        assertTrue(said.contains("not there  skunkworks"), said);
        assertTrue(said.contains("other  graphql_public"), said);
        assertTrue(
                said.contains("alter role authenticator set pgrst.db_schemas = 'shop, graphql_public, shop_try';"),
                said);
        assertEquals("pgrst.db_schemas=shop, umami, skunkworks, graphql_public", setting(), "nothing was written");
    }

    @Test
    void aDatabasesOwnSettingIsTheOneThatCounts() throws SQLException {
        DATABASE.execute("alter role authenticator set pgrst.db_schemas = 'shop';"
                + " alter role authenticator in database postgres set pgrst.db_schemas = 'shop_try,shop'");
        assertTrue(exposure(0).contains("as the registry says"));
        DATABASE.execute("alter role authenticator in database postgres reset pgrst.db_schemas");
        assertTrue(exposure(1).contains("not exposed  shop_try"));
    }

    @Test
    void setsItAndTellsPostgRestToReadItAgain() throws SQLException {
        DATABASE.execute("alter role authenticator set pgrst.db_schemas = 'shop, gone'");
        try (Connection listener = DATABASE.owner();
                Statement statement = listener.createStatement()) {
            statement.execute("listen pgrst");
            assertTrue(exposure(0, "--set").contains("as the registry says"));
            assertEquals("pgrst.db_schemas=shop, shop_try", setting());
            exposure(0, "--set");
            statement.execute("select 1");
            assertEquals(
                    List.of("reload config", "reload schema"),
                    Stream.of(listener.unwrap(PGConnection.class).getNotifications())
                            .map(PGNotification::getParameter)
                            .toList());
        }
    }

    @Test
    void productionIsSetByApproval() throws SQLException {
        DATABASE.execute("alter role authenticator set pgrst.db_schemas = 'shop_try'");
        tenants.put("SCHEMATA_TENANTS_LIVE_STAGE", "production");
        String shown = exposure(1);
        exposure(2, "--set");
        exposure(2, "--set", "--approve", "0123456789abcdef");
        DATABASE.execute(
                "alter role authenticator set pgrst.db_schemas = 'shop_try, shop'; alter schema shop rename to away");
        exposure(2, "--set");
        DATABASE.execute(
                "alter role authenticator set pgrst.db_schemas = 'shop_try'; alter schema away rename to shop");
        assertEquals("pgrst.db_schemas=shop_try", setting());
        exposure(0, "--set", "--approve", shown.replaceAll("(?s).*plan id: (\\w+).*", "$1"));
        assertEquals("pgrst.db_schemas=shop_try, shop", setting());
    }

    @Test
    void aTenantMayStayBehindTheFunctions() throws SQLException {
        DATABASE.execute("alter role authenticator set pgrst.db_schemas = 'shop'");
        tenants.put("SCHEMATA_TENANTS_TRY_EXPOSED", "false");
        exposure(0);
        tenants.put("SCHEMATA_TENANTS_STATISTICS_EXPOSED", "true");
        assertTrue(exposure(1).contains("not exposed  umami"));
    }

    @Test
    void readsFilesToo() throws IOException {
        Path conf = Files.writeString(
                folder.resolve("postgrest.conf"), "db-uri = \"x\"\ndb-schemas = \"shop, shop_try\"\n");
        Path toml = Files.writeString(
                folder.resolve("config.toml"),
                "[db]\nschemas = [\"no\"]\n[api]\nport = 54321\nschemas = [\"public\", # and, \"hidden\"\n  \"shop\"]\nextra_search_path = [\"public\"]\n");
        exposure(0, "--config", conf.toString());
        String said = exposure(1, "--config", toml.toString());
        assertTrue(said.contains("should be: public, shop, shop_try"), said);
        exposure(2, "--config", toml.toString(), "--set");
        exposure(2, "--config", folder.resolve("none").toString());
    }

    private String setting() throws SQLException {
        return DATABASE.query("select setconfig[1] from pg_db_role_setting"
                + " where setrole = 'authenticator'::regrole and setdatabase = 0");
    }

    private String exposure(int exitCode, String... options) {
        Program.Ended ended = DATABASE.migrate(
                tenants,
                Stream.concat(Stream.of("exposure"), Stream.of(options)).toArray(String[]::new));
        assertEquals(exitCode, ended.exitCode(), ended::output);
        return ended.output();
    }
}

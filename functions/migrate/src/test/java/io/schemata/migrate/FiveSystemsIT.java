package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import io.schemata.testing.Settings;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every system our users have told us of, in one database, by one command. */
class FiveSystemsIT {
    private static final Map<String, List<String>> BLUEPRINTS = Map.of(
            "caption-environment", List.of("captionacc_production", "captionacc_staging"),
            "service", List.of("captionacc_prefect", "umami"),
            "mcp-platform", List.of("test", "staging", "production"),
            "mode", List.of("growth", "engineering", "product"),
            "shared-links", List.of("shared"),
            "image-crawler", List.of("pixcrawler"),
            "video-studio", List.of("public"));

    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase();

    private final Map<String, String> tenants = new HashMap<>();

    @BeforeEach
    void configure() {
        BLUEPRINTS.forEach((blueprint, schemas) -> schemas.forEach(schema -> {
            String prefix = "schemata.tenants.%s.".formatted(schema);
            tenants.put(prefix + "schema", schema);
            tenants.put(prefix + "blueprint", blueprint);
            tenants.put(prefix + "stage", blueprint.equals("service") ? "service" : "test");
        }));
        tenants.put("schemata.tenants.dev.schema", "dev");
        tenants.put("schemata.tenants.dev.blueprint", "mcp-platform");
        tenants.put("schemata.tenants.dev.stage", "development");
    }

    @Test
    void areAllThereAfterOneApplyAndASecondChangesNothing() throws SQLException {
        Program.Ended first = apply();
        assertEquals(0, first.exitCode(), first::output);
        Program.Ended second = apply();
        assertEquals(0, second.exitCode(), second::output);
        assertFalse(second.output().contains("migrated,"), second::output);
        assertTrue(second.output().contains("dev (schema dev): skipped"), second::output);

        for (Map.Entry<String, List<String>> blueprint : BLUEPRINTS.entrySet()) {
            if (!blueprint.getKey().equals("service")) {
                assertEquals(
                        1,
                        blueprint.getValue().stream()
                                .map(this::checksums)
                                .distinct()
                                .count(),
                        blueprint::getKey);
            }
        }
        Program.Ended sound = database.migrate(Settings.asEnvironment(tenants), "validate");
        assertEquals(0, sound.exitCode(), sound::output);
        assertTrue(sound.output().contains("15 of 15 tenants are sound"), sound::output);
        expectTables("public", "profiles", "draft_prompts", "projects", "jobs", "job_steps", "credit_ledger", "assets");
        expectTables("pixcrawler", "profiles", "projects", "crawl_jobs", "images", "activity_logs", "api_keys");
        expectTables("pixcrawler", "credit_accounts", "credit_transactions", "notifications", "usage_metrics");
        expectTables("pixcrawler", "notification_preferences");
        expectTables("growth", "entities", "artifacts", "jobs", "microsites", "generation_jobs");
        expectTables("engineering", "entities", "artifacts", "jobs", "wiki_pages");
        expectTables("shared", "users", "cross_links", "mode_config");
        expectTables("captionacc_staging", "tenants", "videos", "user_profiles", "video_search_index");
        expectTables("captionacc_production", "tenants", "videos", "user_profiles", "video_search_index");
        expectTables("production", "users", "sessions", "user_credit_transactions", "subscriptions");
        expectTables("production", "mcp_tools", "mcp_resources", "mcp_prompts", "mcp_unified_search_embeddings");
        expectTables("production", "episodic_memories", "factual_memories", "semantic_memories");
        expectTables("production", "procedural_memories", "working_memories", "session_memories");
        expectTables("production", "models", "model_embeddings", "model_statistics", "carts", "orders");
        expectTables("production", "traces", "spans", "span_logs", "events");
        assertEquals("0", database.query("select count(*) from pg_namespace where nspname = 'dev'"));
    }

    @Test
    void setANewUserUpAsEachOfThemSays() throws SQLException {
        assertEquals(0, apply().exitCode());
        database.execute(
                "insert into auth.users (email, raw_user_meta_data) values ('a@example.com', '{\"name\": \"Ann\"}')");

        assertEquals("Ann", database.query("select display_name from public.profiles"));
        assertEquals("10", database.query("select available from public.credit_accounts"));
        assertEquals("100", database.query("select available from pixcrawler.credit_accounts"));
        assertEquals("1", database.query("select count(*) from pixcrawler.notification_preferences"));
        assertEquals("Ann", database.query("select full_name from captionacc_production.user_profiles"));
        assertEquals("Ann", database.query("select name from production.users"));
        assertEquals("0", database.query("select available from production.credit_accounts"));
        assertEquals("Ann", database.query("select display_name from shared.users"));
        assertEquals(null, database.query("select string_agg(schema_name, ' ') from schemata.unfinished_sign_ups"));
    }

    @Test
    void haveASequenceOfTheirOwnInEachSchema() throws SQLException {
        assertEquals(0, apply().exitCode());
        assertEquals(
                "captionacc_production captionacc_staging",
                database.query("select string_agg(schemaname, ' ' order by 1) from pg_sequences"
                        + " where sequencename = 'video_search_index_id_seq'"));
    }

    @Test
    void giveAServiceASchemaAndNobodyElseAnythingInIt() throws SQLException {
        database.execute("create role umami_login login");
        tenants.put("schemata.tenants.umami.login", "umami_login");
        assertEquals(0, apply().exitCode());

        assertEquals("0", database.query("select count(*) from pg_class where relnamespace = 'umami'::regnamespace"));
        assertEquals(
                "umami_login",
                database.query("select string_agg(r, ' ') from unnest(array['anon', 'authenticated', 'service_role',"
                        + " 'schemata_functions', 'umami_login']) r where has_schema_privilege(r, 'umami', 'usage')"
                        + " or has_schema_privilege(r, 'umami', 'create')"));
        database.execute(
                "grant usage on schema umami to anon; set role umami_login; create table umami.website (id int)");
        assertTrue(apply().output().contains("umami (schema umami): migrated, 1 setting"));
        assertEquals("f", database.query("select has_schema_privilege('anon', 'umami', 'usage')"));
        assertTrue(apply().output().contains("umami (schema umami): up to date"));
    }

    private Program.Ended apply() {
        return database.migrate(Settings.asEnvironment(tenants), "apply");
    }

    private String checksums(String schema) {
        try {
            return database.query("select string_agg(filename || id || md5sum, ',' order by orderexecuted) from "
                    + schema + ".databasechangelog");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Tables and views, with row level security on, or asking it of the tables below. */
    private void expectTables(String schema, String... names) throws SQLException {
        assertEquals(
                Integer.toString(names.length),
                database.query(
                        "select count(*) from pg_class where relnamespace = '%s'::regnamespace".formatted(schema)
                                + " and relname = any (string_to_array('%s', ','))".formatted(String.join(",", names))
                                + " and (relkind = 'r' and relrowsecurity or relkind = 'v' and reloptions @> '{security_invoker=true}')"),
                () -> schema + ": " + String.join(", ", names));
    }
}

package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.schemata.testing.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that an older version has made and used becomes what this version makes, and keeps what is in it. */
@Tag("slow")
class UpgradeIT {
    private static final Map<String, String> BLUEPRINTS = Map.of(
            "public", "video-studio",
            "pixcrawler", "image-crawler",
            "growth", "mode",
            "engineering", "mode",
            "product", "mode",
            "shared", "shared-links",
            "captionacc_staging", "caption-environment",
            "dev", "mcp-platform");

    private static final List<String> WITH_CREDITS = List.of("public", "pixcrawler", "dev");

    private static final String KEPT = """
            select jsonb_build_object(
              'users', (select count(*) from auth.users),
              'drafts', (select jsonb_agg(to_jsonb(d) - 'user_id' order by d.id) from (select id, prompt_text, user_id from public.draft_prompts) d),
              'links', (select jsonb_agg(to_jsonb(l) order by l.id) from (select id, link_type, created_by, created_at from shared.cross_links) l))
            """;

    private static final String CREDITS = """
            select jsonb_build_object(
              'accounts', (select jsonb_agg(to_jsonb(a) order by a.user_id) from (select user_id, available, held from %1$s.credit_accounts) a),
              'ledger', (select jsonb_agg(to_jsonb(l) order by l.id) from (select id, user_id, type, amount, balance_after from %1$s.credit_ledger) l),
              'reservations', (select jsonb_agg(to_jsonb(r) order by r.id) from (select id, user_id, amount, state from %1$s.credit_reservations) r))
            """;

    @RegisterExtension
    private final EmptyDatabase database = new EmptyDatabase();

    @ParameterizedTest
    @ValueSource(strings = "2026-11-25")
    void upgradesAndKeepsEverything(String version) throws SQLException, IOException {
        database.execute(sql(version));
        String before = kept();

        Program.Ended upgrade = database.migrate(tenants(), "apply");
        assertEquals(0, upgrade.exitCode(), upgrade::output);
        assertEquals(before, kept());

        Program.Ended again = database.migrate(tenants(), "apply");
        assertEquals(0, again.exitCode(), again::output);
        assertFalse(again.output().contains("migrated"), again::output);
        Program.Ended validated = database.migrate(tenants(), "validate");
        assertEquals(0, validated.exitCode(), validated::output);
        for (String tenant : BLUEPRINTS.keySet()) {
            Program.Ended compared =
                    database.migrate(tenants(), "compare", tenant, "blueprint:" + BLUEPRINTS.get(tenant));
            assertEquals(0, compared.exitCode(), compared::output);
        }
        for (String tenant : WITH_CREDITS) {
            assertEquals("0", database.query("select count(*) from %s.credit_discrepancies".formatted(tenant)));
        }
    }

    private String kept() throws SQLException {
        StringBuilder kept = new StringBuilder(database.query(KEPT));
        for (String tenant : WITH_CREDITS) {
            kept.append(database.query(CREDITS.formatted(tenant)));
        }
        return kept.toString();
    }

    private static String sql(String version) throws IOException {
        try (InputStream file = UpgradeIT.class.getResourceAsStream("/old/" + version + ".sql.gz")) {
            return new String(new GZIPInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> tenants() {
        Map<String, String> tenants = new HashMap<>();
        BLUEPRINTS.forEach((name, blueprint) -> {
            tenants.put("SCHEMATA_TENANTS_" + name.toUpperCase() + "_SCHEMA", name);
            tenants.put("SCHEMATA_TENANTS_" + name.toUpperCase() + "_BLUEPRINT", blueprint);
            tenants.put("SCHEMATA_TENANTS_" + name.toUpperCase() + "_STAGE", "test");
        });
        return tenants;
    }
}

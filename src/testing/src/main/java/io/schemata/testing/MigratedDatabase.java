package io.schemata.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.schemata.localpostgres.LocalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A PostgreSQL with the tests' tenants, migrated by the real {@code migrate}, and what a function needs to use it. */
public class MigratedDatabase implements QuarkusTestResourceLifecycleManager {
    private final Map<String, String> more;
    private LocalPostgres server;
    private PublishedKeys keys;

    public MigratedDatabase() {
        this(Map.of());
    }

    /** With further tenants: their schemas by blueprint, which are their names too. */
    public MigratedDatabase(Map<String, String> more) {
        this.more = more;
    }

    @Override
    public Map<String, String> start() {
        Map<String, String> further = new HashMap<>();
        more.forEach((blueprint, schema) -> put(further, schema, schema, blueprint));
        Map<String, String> settings = new TreeMap<>(migrateSettings("of the server"));
        settings.putAll(Settings.asEnvironment(further));
        try {
            server = PreparedServer.start(settings.toString(), empty -> migrate(empty, settings));
            keys = PublishedKeys.serve();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Database.use(server.url());
        Map<String, String> ofFunctions = functionSettings(server.url(Database.FUNCTIONS_LOGIN, "none"), keys.url());
        Settings.remember(ofFunctions);
        return ofFunctions;
    }

    private static void migrate(LocalPostgres server, Map<String, String> settings) {
        settings.put("DATABASE_URL", server.url());
        Program.Ended migrated = Program.of("migrate").leavingClasses().run(settings, "apply");
        if (migrated.exitCode() != 0) {
            throw new IllegalStateException(migrated.output());
        }
    }

    @Override
    public void stop() {
        try {
            keys.close();
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What {@code migrate} is given, as environment variables. */
    public static Map<String, String> migrateSettings(String ownerUrl) {
        Map<String, String> settings = new HashMap<>(Settings.asEnvironment(tenants()));
        settings.put("DATABASE_URL", ownerUrl);
        // Most tests want users with nothing; those of the trigger turn it on.
        settings.put("SCHEMATA_MIGRATE_SIGN_UP_TRIGGER", "false");
        return settings;
    }

    private static Map<String, String> functionSettings(String url, String keysUrl) {
        Map<String, String> settings = new LinkedHashMap<>(tenants());
        // Tests make more calls in a minute than any client; QuotaIT sets its own.
        settings.put("quarkus.shutdown.delay", "0S");
        for (String quota : List.of(
                "drafts-per-minute",
                "drafts-per-minute-of-tenant",
                "links-per-minute",
                "links-per-minute-of-tenant",
                "refused-per-minute")) {
            settings.put("schemata.quota." + quota, "1000000");
        }
        settings.put("DATABASE_URL", url);
        settings.put("schemata.default-tenant", "public");
        settings.put("schemata.jwt.secret", Tokens.SECRET);
        settings.put("schemata.jwt.jwks-url", keysUrl);
        settings.put("schemata.jwt.user-issuers", Tokens.USER_ISSUER);
        settings.putAll(ApiKeys.settings());
        settings.put("schemata.webhooks.secrets", Webhooks.OLD_SECRET + "|" + Webhooks.NEW_SECRET);
        settings.put("schemata.webhooks.shared-secrets", Webhooks.SHARED_SECRET);
        settings.put("quarkus.http.cors.origins", "http://app.example");
        return settings;
    }

    /**
     * Five tenants of the same blueprint and one of another, and two sets of modes with their links, in stages of their
     * own; names and schemas differ, so that nothing can confuse them unnoticed.
     */
    private static Map<String, String> tenants() {
        Map<String, String> settings = new LinkedHashMap<>();
        Tenants.SCHEMAS.forEach((name, schema) -> put(settings, name, schema, "video-studio"));
        put(settings, "pixels", Tenants.IMAGE_CRAWLER, "image-crawler");
        Tenants.MODES.forEach((name, schema) -> putMode(settings, name, schema, "test"));
        Tenants.OTHER_MODES.forEach((name, schema) -> putMode(settings, name, schema, "staging"));
        settings.put("schemata.tenants.growth2.mode", "growth");
        settings.put("schemata.tenants.links.link-types.symmetric", "related_to,same_as");
        settings.put("schemata.tenants.links.link-types.kept", "cites");
        return settings;
    }

    /** A mode, or what keeps its links; who signs up in the tests is not set up there. */
    private static void putMode(Map<String, String> settings, String name, String schema, String stage) {
        put(settings, name, schema, name.startsWith("links") ? "shared-links" : "mode");
        settings.put("schemata.tenants.%s.stage".formatted(name), stage);
        settings.put("schemata.tenants.%s.new-users.enrolled".formatted(name), "false");
    }

    private static void put(Map<String, String> settings, String name, String schema, String blueprint) {
        settings.put("schemata.tenants.%s.schema".formatted(name), schema);
        settings.put("schemata.tenants.%s.blueprint".formatted(name), blueprint);
        settings.put("schemata.tenants.%s.stage".formatted(name), "test");
    }
}

package io.schemata.migrate;

import io.schemata.testing.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Schemas as teams have them before they know of us, in {@code adoption/}, and the tenants that they become. */
final class OldSchemas {
    private OldSchemas() {}

    /** The SQL that makes one, where {@code users} is there already. */
    static String sql(String name) {
        try (InputStream file = OldSchemas.class.getResourceAsStream("/adoption/%s.sql".formatted(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Map<String, String> studio() {
        return tenant("studio", "public", "video-studio", "test");
    }

    static Map<String, String> tenant(String name, String schema, String blueprint, String stage) {
        Map<String, String> settings = new HashMap<>();
        settings.put("schemata.tenants.%s.schema".formatted(name), schema);
        settings.put("schemata.tenants.%s.blueprint".formatted(name), blueprint);
        settings.put("schemata.tenants.%s.stage".formatted(name), stage);
        return Settings.asEnvironment(settings);
    }
}

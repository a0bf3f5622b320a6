package io.schemata.registry;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.schemata.address.AddressReader;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartupTest {
    private static final String ONLINE = "postgresql://u:p@db.example.com:6543/postgres";
    private static final String LOCAL = "postgresql://u:p@127.0.0.1:54322/postgres";

    @Test
    void requiresProductionWhenTold() {
        assertDoesNotThrow(() -> start(
                ONLINE, "production", Map.of("schemata.require-production", "true", "schemata.default-tenant", "one")));
        assertDoesNotThrow(() -> start(ONLINE, "staging", Map.of("schemata.require-production", "true")));
        assertThrows(
                IllegalStateException.class,
                () -> start(LOCAL, "production", Map.of("schemata.require-production", "true")));
        assertThrows(
                IllegalStateException.class,
                () -> start(
                        ONLINE,
                        "staging",
                        Map.of("schemata.require-production", "true", "schemata.default-tenant", "one")));
    }

    @Test
    void startsAnywhereOtherwise() {
        assertDoesNotThrow(() -> start(LOCAL, "local", Map.of("schemata.default-tenant", "one")));
        assertDoesNotThrow(() -> start(ONLINE, "staging", Map.of()));
    }

    private static void start(String url, String stage, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(more);
        settings.put("schemata.tenants.one.schema", "one");
        settings.put("schemata.tenants.one.blueprint", "video-studio");
        settings.put("schemata.tenants.one.stage", stage);
        RegistryConfig config = RegistryReader.read(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build());
        Startup.start(AddressReader.read(url, none -> null), config, new Tenants(config));
    }
}

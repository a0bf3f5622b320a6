package io.schemata.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.LinkSets;
import io.schemata.registry.RegistryConfig;
import io.schemata.registry.RegistryReader;
import io.schemata.registry.Tenants;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenantResolverTest {
    private final Map<String, String> settings = new HashMap<>();

    @Test
    void theClaimComesBeforeTheHeaderAndTheHeaderBeforeTheDefault() {
        threeTenants();
        settings.put("schemata.default-tenant", "s_three");

        assertEquals("one", resolve("one", "s_one"));
        assertEquals("one", resolve("one", null));
        assertEquals("two", resolve(null, "two"));
        assertEquals("three", resolve(null, null));
    }

    @Test
    void refusesAnUnknownTenantAndAnotherThanTheClaims() {
        threeTenants();

        assertRefused(Code.UNKNOWN_TENANT, null, null);
        assertRefused(Code.UNKNOWN_TENANT, null, "four");
        assertRefused(Code.UNKNOWN_TENANT, "four", null);
        assertRefused(Code.UNKNOWN_TENANT, "one", "four");
        assertRefused(Code.TENANT_FORBIDDEN, "one", "two");
    }

    @Test
    void aCallAboutLinksGoesToTheTenantThatKeepsThem() {
        tenant("films", "films", "video-studio", "test");
        tenant("growth", "growth", "mode", "test");
        tenant("shared", "shared", "shared-links", "test");
        tenant("elsewhere", "elsewhere", "video-studio", "staging");

        for (String header : List.of("films", "growth", "shared")) {
            assertEquals("shared", resolveLinks(null, header));
        }
        assertEquals("shared", resolveLinks("shared", null));
        assertEquals("elsewhere", resolveLinks(null, "elsewhere"));
        assertEquals(
                Code.TENANT_FORBIDDEN,
                assertThrows(RefusedException.class, () -> resolveLinks("growth", "growth"))
                        .code());
    }

    private void threeTenants() {
        List.of("one", "two", "three").forEach(name -> tenant(name, "s_" + name, "video-studio", "staging"));
    }

    private void tenant(String name, String schema, String blueprint, String stage) {
        settings.put("schemata.tenants.%s.schema".formatted(name), schema);
        settings.put("schemata.tenants.%s.blueprint".formatted(name), blueprint);
        settings.put("schemata.tenants.%s.stage".formatted(name), stage);
    }

    private String resolve(String claim, String header) {
        return resolver()
                .resolve(Optional.ofNullable(claim), Optional.ofNullable(header))
                .name();
    }

    private String resolveLinks(String claim, String header) {
        return resolver()
                .resolveLinks(Optional.ofNullable(claim), Optional.ofNullable(header))
                .name();
    }

    private void assertRefused(Code code, String claim, String header) {
        assertEquals(
                code,
                assertThrows(RefusedException.class, () -> resolve(claim, header))
                        .code());
    }

    private TenantResolver resolver() {
        RegistryConfig config = RegistryReader.read(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build());
        Tenants tenants = new Tenants(config);
        return new TenantResolver(tenants, new LinkSets(config, tenants));
    }
}

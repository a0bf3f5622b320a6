package io.schemata.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LinkSetsTest {
    private final Map<String, String> settings = new HashMap<>();

    @Test
    void keepsTheLinksOfAModeWithTheOneOfItsStage() {
        tenant("growth", "mode", "production");
        tenant("product", "mode", "production");
        tenant("shared", "shared-links", "production");
        tenant("growth_staging", "mode", "staging");
        tenant("shared_staging", "shared-links", "staging");
        set("growth_staging", "mode", "growth");

        assertEquals(List.of("growth=growth", "product=product"), modesOf("shared"));
        assertEquals(List.of("growth=growth_staging"), modesOf("shared_staging"));
    }

    @Test
    void readsEverySettingOfLinks() {
        tenant("films", "video-studio", "test");
        tenant("shared", "shared-links", "staging");
        set("films", "links", "shared");
        set("films", "mode", "Films-1");
        set("shared", "link-types.symmetric", "same_as, near,,");
        set("shared", "link-types.kept", "cites");

        assertEquals(List.of("Films-1=films"), modesOf("shared"));
        assertEquals(Set.of("near", "same_as"), linkSets().symmetricTypes(find("shared")));
        assertEquals(Set.of("cites"), linkSets().keptTypes(find("shared")));
    }

    @Test
    void hasOneSymmetricTypeUnlessToldOtherwise() {
        tenant("shared", "shared-links", "staging");

        assertEquals(Set.of("related_to"), linkSets().symmetricTypes(find("shared")));
        assertEquals(Set.of(), linkSets().keptTypes(find("shared")));
    }

    @Test
    void linksNoRowsOfTenantsThatMigrateLeavesAlone() {
        tenant("growth", "mode", "development");
        tenant("shared", "shared-links", "test");
        set("growth", "links", "shared");

        assertEquals(List.of(), modesOf("shared"));
    }

    @Test
    void refusesToGuess() {
        tenant("growth", "mode", "test");
        tenant("shared", "shared-links", "test");
        tenant("shared2", "shared-links", "test");
        expectRefused("schemata.tenants.growth.links: say which tenant keeps them, shared or shared2");

        set("growth", "links", "growth");
        expectRefused("schemata.tenants.growth.links: 'growth' is no tenant of the blueprint 'shared-links'");

        set("growth", "links", "shared");
        tenant("growth2", "mode", "test");
        set("growth2", "links", "shared");
        set("growth2", "mode", "growth");
        expectRefused("Tenants 'growth' and 'growth2' are both the mode 'growth' of 'shared'");

        set("growth2", "mode", "growth,2");
        expectRefused("schemata.tenants.growth2.mode: 'growth,2' has to have");
    }

    @Test
    void refusesLinkTypesThatAreNone() {
        tenant("shared", "shared-links", "test");
        set("shared", "link-types.kept", "x".repeat(101));
        expectRefused("schemata.tenants.shared.link-types: 'xxx");

        set("shared", "link-types.kept", "");
        set("shared", "link-types.symmetric", "a\\,b");
        expectRefused("schemata.tenants.shared.link-types: 'a,b' has to have");

        set("shared", "link-types.symmetric", "");
        assertEquals(Set.of(), linkSets().symmetricTypes(find("shared")));
        assertEquals(Set.of(), linkSets().keptTypes(find("shared")));
    }

    private void expectRefused(String reason) {
        String said =
                assertThrows(IllegalArgumentException.class, this::linkSets).getMessage();
        assertTrue(said.startsWith(reason), said);
    }

    private void tenant(String name, String blueprint, String stage) {
        set(name, "schema", name);
        set(name, "blueprint", blueprint);
        set(name, "stage", stage);
    }

    private void set(String tenant, String key, String value) {
        settings.put("schemata.tenants.%s.%s".formatted(tenant, key), value);
    }

    private List<String> modesOf(String links) {
        return linkSets().modes(find(links)).stream()
                .map(mode -> mode.name() + "=" + mode.tenant().name())
                .toList();
    }

    private Tenant find(String name) {
        return new Tenants(config()).find(name).orElseThrow();
    }

    private LinkSets linkSets() {
        return new LinkSets(config(), new Tenants(config()));
    }

    private RegistryConfig config() {
        return RegistryReader.read(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build());
    }
}

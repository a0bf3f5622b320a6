package io.schemata.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.schemata.refusal.Code;
import io.schemata.refusal.Refused;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        assertThrows(IllegalArgumentException.class, this::linkSets);

        set("growth", "links", "growth");
        assertThrows(IllegalArgumentException.class, this::linkSets);

        set("growth", "links", "shared");
        tenant("growth2", "mode", "test");
        set("growth2", "links", "shared");
        set("growth2", "mode", "growth");
        assertThrows(IllegalArgumentException.class, this::linkSets);

        set("growth2", "mode", "growth,2");
        assertThrows(IllegalArgumentException.class, this::linkSets);
    }

    @Test
    void resolvesACallToTheTenantThatKeepsTheLinks() {
        tenant("films", "video-studio", "test");
        tenant("growth", "mode", "test");
        tenant("shared", "shared-links", "test");
        tenant("elsewhere", "video-studio", "staging");
        TenantResolution resolution = new TenantResolution(new Tenants(config()), linkSets());

        for (String header : List.of("films", "growth", "shared")) {
            assertEquals(find("shared"), resolution.resolveLinks(Optional.empty(), Optional.of(header)));
        }
        assertEquals(find("shared"), resolution.resolveLinks(Optional.of("shared"), Optional.empty()));
        assertEquals(find("elsewhere"), resolution.resolveLinks(Optional.empty(), Optional.of("elsewhere")));
        Refused bound = assertThrows(
                Refused.class, () -> resolution.resolveLinks(Optional.of("growth"), Optional.of("growth")));
        assertEquals(Code.TENANT_FORBIDDEN, bound.code());
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

    private TenantsConfig config() {
        return new SmallRyeConfigBuilder()
                .withMapping(TenantsConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(TenantsConfig.class);
    }
}

package io.schemata.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantsTest {
    private static final Tenant.Enrolment ENROLLED = new Tenant.Enrolment(true, null);

    @Test
    void readsEverySettingOfATenant() {
        Map<String, String> settings = Map.of(
                "schemata.tenants.one.new-users.enrolled", "false",
                "schemata.tenants.one.new-users.welcome-credits", "25");
        Tenant tenant =
                new Tenants(config(settings, "one", "s_one")).find("one").orElseThrow();

        assertEquals(
                new Tenant("one", "s_one", "video-studio", Stage.STAGING, new Tenant.Enrolment(false, 25)), tenant);
    }

    @Test
    void enrolsEveryTenantThatIsMigratedUnlessToldOtherwise() {
        Tenants tenants = new Tenants(config(
                Map.of(
                        "schemata.tenants.two.new-users.enrolled", "false",
                        "schemata.tenants.three.stage", "service",
                        "schemata.tenants.four.stage", "development"),
                "one",
                "s_one",
                "two",
                "s_two",
                "three",
                "s_three",
                "four",
                "s_four"));

        assertEquals(List.of(new Tenant("one", "s_one", "video-studio", Stage.STAGING, ENROLLED)), tenants.enrolled());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1_000_001})
    void refusesWelcomeCreditsOutOfRange(int credits) {
        assertThrows(IllegalArgumentException.class, () -> new Tenant.Enrolment(true, credits));
    }

    @Test
    void findsATenantByItsNameOrItsSchema() {
        Tenants tenants = tenants("one", "s_one", "two", "s_two");

        assertEquals("one", tenants.find("s_one").orElseThrow().name());
        assertEquals("two", tenants.find("two").orElseThrow().name());
        assertTrue(tenants.find("S_ONE").isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "1a",
                "a-b",
                "a b",
                "a.b",
                "a\"b",
                "a;b",
                "pg_temp",
                "pg_catalog",
                "information_schema",
                "ä"
            })
    void refusesASchemaThatIsNoPlainName(String schema) {
        assertThrows(
                IllegalArgumentException.class, () -> new Tenant("one", schema, "video-studio", Stage.TEST, ENROLLED));
    }

    @Test
    void refusesASchemaOfSixtyFourCharacters() {
        assertEquals(
                63,
                new Tenant("one", "a".repeat(63), "b", Stage.TEST, ENROLLED)
                        .schema()
                        .length());
        assertThrows(
                IllegalArgumentException.class, () -> new Tenant("one", "a".repeat(64), "b", Stage.TEST, ENROLLED));
    }

    @Test
    void refusesTwoTenantsOfOneSchema() {
        assertThrows(IllegalArgumentException.class, () -> tenants("one", "same", "two", "same"));
    }

    @Test
    void refusesANameThatIsAnothersSchema() {
        assertThrows(IllegalArgumentException.class, () -> tenants("one", "two", "two", "s_two"));
    }

    @Test
    void refusesADefaultThatIsNoTenant() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Tenants(config(Map.of("schemata.default-tenant", "nobody"), "one", "s_one")));
    }

    private static Tenants tenants(String... namesAndSchemas) {
        return new Tenants(config(Map.of(), namesAndSchemas));
    }

    private static RegistryConfig config(Map<String, String> more, String... namesAndSchemas) {
        Map<String, String> settings = new HashMap<>(more);
        for (int i = 0; i < namesAndSchemas.length; i += 2) {
            String prefix = "schemata.tenants.%s.".formatted(namesAndSchemas[i]);
            settings.put(prefix + "schema", namesAndSchemas[i + 1]);
            settings.put(prefix + "blueprint", "video-studio");
            settings.putIfAbsent(prefix + "stage", "staging");
        }
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return RegistryReader.read(config);
    }
}

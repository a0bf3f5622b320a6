package io.schemata.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A team names its tenants in schemata.yaml. */
class ProjectFileTest {
    private static final String SHOP = """
            default-tenant: shop
            tenants:
              shop:
                schema: shop_production
                blueprint: shop
                stage: production
                new-users:
                  enrolled: false
                  welcome-credits: 25
              shared:
                schema: shared
                blueprint: shared-links
                stage: production
                link-types:
                  symmetric: [same_as, near]
            """;

    @TempDir
    private Path folder;

    @Test
    void readsEverySetting() throws IOException {
        RegistryConfig config = read(SHOP, Map.of(), Map.of());

        Tenant shop = new Tenants(config).byDefault().orElseThrow();
        assertEquals(
                new Tenant("shop", "shop_production", "shop", Stage.PRODUCTION, new Tenant.Enrolment(false, 25)), shop);
        assertEquals(Optional.of("same_as,near"), config.tenants().get("shared").symmetricLinkTypes());
        assertFalse(config.requireProduction());
    }

    @Test
    void propertiesAndThenVariablesWin() throws IOException {
        RegistryConfig config = read(
                SHOP,
                Map.of("schemata.tenants.shop.stage", "test", "schemata.tenants.shop.schema", "shop_test"),
                Map.of(
                        "SCHEMATA_TENANTS_SHOP_SCHEMA",
                        "mine",
                        "SCHEMATA_TENANTS_OTHER_ONE_SCHEMA",
                        "other",
                        "SCHEMATA_TENANTS_OTHER_ONE_BLUEPRINT",
                        "mode",
                        "SCHEMATA_TENANTS_OTHER_ONE_STAGE",
                        "local"));

        assertEquals("mine", config.tenants().get("shop").schema());
        assertEquals(Stage.TEST, config.tenants().get("shop").stage());
        assertEquals("other", config.tenants().get("other_one").schema());
    }

    @Test
    void anEmptyFileSaysNothing() throws IOException {
        assertEquals(Map.of(), read("# nothing yet\n", Map.of(), Map.of()).tenants());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            tenats: {}                                       | schemata.yaml:1: 'tenats' is no key here; did you mean 'tenants'?
            password: secret                                 | schemata.yaml:1: 'password' is no key here; known are tenants, default-tenant, require-production
            tenants: {shop: {schmea: s}}                     | schemata.yaml:1: 'schmea' is no setting of a tenant; did you mean 'schema'?
            tenants: {shop: {new-user: {enrolled: true}}}    | schemata.yaml:1: 'new-user.enrolled' is no setting of a tenant; did you mean 'new-users.enrolled'?
            tenants: {shop: {schema: s, blueprint: b}}       | tenant 'shop' has no stage: set schemata.tenants.shop.stage to local, development, test, staging, production or service
            tenants: {shop: {schema: s, blueprint: b, stage: prod}} | schemata.yaml:1: 'prod' is no stage; known are local, development, test, staging, production, service
            tenants: {shop: {schema: s, blueprint: b, stage: producton}} | schemata.yaml:1: 'producton' is no stage; did you mean 'production'?
            tenants: {shop: {schema: s, schema: t}}          | schemata.yaml:1: 'shop.schema' is set twice
            tenants: {shop: {schema: {a: b}, stage: test}}   | schemata.yaml:1: 'schema.a' is no setting of a tenant; did you mean 'schema'?
            tenants: [shop                                   | schemata.yaml:2: expected ',' or ']', but got <stream end>
            tenants: {shop: {schema: s, blueprint: b, stage: test, new-users: {welcome-credits: many}}} | schemata.yaml:1: 'many' is no whole number
            tenants: {shop: {schema: s, blueprint: b, stage: test, new-users: {enrolled: maybe}}} | schemata.yaml:1: 'maybe' is neither true nor false
            tenants: {a: &a {schema: s}, b: *a}              | schemata.yaml:1: write the value out; an alias is not read here
            tenants: {a: {schema: s, links: [a, {b: c}]}}    | schemata.yaml:1: a text or a list of texts belongs here
            tenants: {a: {? [b] : c}}                        | schemata.yaml:1: a key belongs here
            {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: b}}}}}}}}}}}}}}}}}}}} | schemata.yaml:1: 'a' is no key here; known are tenants, default-tenant, require-production
            tenants: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: {a: b}}}}}}}}}}}}}}}}}}}} | schemata.yaml:1: this is nested too deeply
            """)
    void refusesWhatMakesNoSense(String text, String message) {
        RegistryException refused = assertThrows(RegistryException.class, () -> read(text + "\n", Map.of(), Map.of()));
        assertEquals(message, refused.getMessage());
    }

    private RegistryConfig read(String text, Map<String, String> properties, Map<String, String> environment)
            throws IOException {
        Path file = Files.writeString(folder.resolve("schemata.yaml"), text);
        return RegistryReader.read(
                ProjectFile.read(file),
                new SmallRyeConfigBuilder()
                        .withSources(new PropertiesConfigSource(properties, "test", 100))
                        .build(),
                environment);
    }
}

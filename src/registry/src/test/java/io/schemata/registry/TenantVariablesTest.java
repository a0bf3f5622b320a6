package io.schemata.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantVariablesTest {
    @Test
    void namesTenantsWithAndWithoutUnderscores() {
        Map<String, String> environment = Map.of(
                "SCHEMATA_TENANTS_SHOP_SCHEMA", "shop",
                "SCHEMATA_TENANTS_SHOP_BLUEPRINT", "video-studio",
                "SCHEMATA_TENANTS_SHOP_STAGE", "test",
                "SCHEMATA_TENANTS_SHOP_NEW_USERS_ENROLLED", "false",
                "SCHEMATA_TENANTS_MY_SHOP_2_PRODUCTION_SCHEMA", "my_shop_2_production",
                "SCHEMATA_TENANTS_MY_SHOP_2_PRODUCTION_BLUEPRINT", "video-studio",
                "SCHEMATA_TENANTS_MY_SHOP_2_PRODUCTION_STAGE", "production",
                "SCHEMATA_TENANTS_MY_SHOP_2_PRODUCTION_NEW_USERS_WELCOME_CREDITS", "7");
        RegistryConfig config = RegistryReader.read(
                ProjectFile.NONE,
                new SmallRyeConfigBuilder()
                        .withSources(new EnvConfigSource(environment, 300))
                        .build(),
                environment);

        assertEquals(
                List.of(
                        new Tenant(
                                "my_shop_2_production",
                                "my_shop_2_production",
                                "video-studio",
                                Stage.PRODUCTION,
                                new Tenant.Enrolment(true, 7)),
                        new Tenant("shop", "shop", "video-studio", Stage.TEST, new Tenant.Enrolment(false, null))),
                List.copyOf(new Tenants(config).all()));
    }

    @Test
    void refusesAVariableThatEndsInNoSetting() {
        Map<String, String> environment = Map.of("SCHEMATA_TENANTS_SHOP_SCHMEA", "shop");
        RegistryException refused = assertThrows(RegistryException.class, () -> TenantVariables.read(environment));
        assertTrue(refused.getMessage().startsWith("SCHEMATA_TENANTS_SHOP_SCHMEA "), refused::getMessage);
    }
}

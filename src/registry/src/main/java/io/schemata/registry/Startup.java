package io.schemata.registry;

import io.quarkus.runtime.StartupEvent;
import io.schemata.address.AddressConfig;
import io.schemata.address.DatabaseAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Says in one line what this process is about to serve, or refuses to serve it. */
@ApplicationScoped
public class Startup {
    private static final Logger LOG = Logger.getLogger("io.schemata");

    void start(@Observes StartupEvent event, RegistryConfig config, Tenants tenants) {
        start(AddressConfig.read("DATABASE_URL"), config, tenants);
    }

    static void start(DatabaseAddress address, RegistryConfig config, Tenants tenants) {
        if (tenants.all().isEmpty()) {
            throw new IllegalStateException(
                    "no tenant is configured: name one in schemata.yaml, or set SCHEMATA_TENANTS_<NAME>_SCHEMA and so on");
        }
        if (config.requireProduction()) {
            requireProduction(address, tenants);
        }
        LOG.infof(
                "%s %s, default tenant %s",
                address.isLocal() ? "LOCAL" : "ONLINE",
                address.place(),
                tenants.byDefault()
                        .map(tenant -> "%s (schema %s)".formatted(tenant.name(), tenant.schema()))
                        .orElse("none"));
    }

    private static void requireProduction(DatabaseAddress address, Tenants tenants) {
        if (address.isLocal()) {
            throw new IllegalStateException("schemata.require-production is set, but the database is a local one");
        }
        tenants.byDefault().filter(tenant -> tenant.stage() != Stage.PRODUCTION).ifPresent(tenant -> {
            throw new IllegalStateException("schemata.require-production is set, but the default tenant '%s' is %s"
                    .formatted(tenant.name(), tenant.stage()));
        });
    }
}

package io.schemata.database;

import io.quarkus.runtime.StartupEvent;
import io.schemata.registry.Tenants;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/**
 * Opens the first connection while the rest of the start goes on, so that the first call need not wait for it, and says
 * early when the default tenant could not be served. A start does not fail by it: the database may come later.
 */
@ApplicationScoped
public class FirstConnection {
    private static final Logger LOG = Logger.getLogger("io.schemata");

    /** Every tenant has it, and alone it changes nothing. */
    private static final TenantFunction ACT_AS = new TenantFunction("act_as", 2);

    void open(@Observes StartupEvent event, Tenants tenants, TenantDatabase database) {
        tenants.byDefault()
                .ifPresent(tenant -> database.row(tenant, ACT_AS, Tuple.of("anon", new JsonObject()))
                        .subscribe()
                        .with(
                                ready -> {},
                                failure -> LOG.warnf(
                                        "default tenant %s (schema %s) cannot be served yet: %s",
                                        tenant.name(), tenant.schema(), failure.getMessage())));
    }
}

package io.schemata.database;

import io.quarkus.runtime.StartupEvent;
import io.schemata.registry.Tenants;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Opens the first connection while the rest of the start goes on, so that the first call need not wait for it; looks at the
 * tenants a moment later, when that call is done, and says when the default one could not be served. A start does not fail by
 * it: the database may come later.
 */
@ApplicationScoped
public class FirstConnection {
    private static final Logger LOG = Logger.getLogger("io.schemata");
    private static final Duration UNTIL_LOOK = Duration.ofMillis(500);

    private volatile boolean isStopping;

    void open(@Observes StartupEvent event, Pool pool, Tenants tenants, TenantVersions versions) {
        pool.getConnection()
                .onItem()
                .transformToUni(SqlConnection::close)
                .onFailure()
                .recoverWithNull() // the look says why
                .onItem()
                .delayIt()
                .by(UNTIL_LOOK)
                .subscribe()
                .with(opened -> look(tenants, versions));
    }

    /** A process that ends meanwhile has nothing to look with. */
    @PreDestroy
    void stop() {
        isStopping = true;
    }

    private void look(Tenants tenants, TenantVersions versions) {
        if (isStopping) {
            return;
        }
        versions.look()
                .subscribe()
                .with(
                        seen -> tenants.byDefault()
                                .filter(tenant -> !seen.isDatabaseReached() || versions.isTooOld(tenant))
                                .ifPresent(tenant -> LOG.warnf(
                                        "default tenant %s (schema %s) cannot be served yet",
                                        tenant.name(), tenant.schema())),
                        failure -> LOG.debugf("the tenants could not be looked at: %s", failure.getMessage()));
    }
}

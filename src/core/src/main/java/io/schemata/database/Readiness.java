package io.schemata.database;

import io.schemata.caller.CallerVerifier;
import io.schemata.health.Shutdown;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether calls can be served now ({@code /q/health/ready}): the process is not stopping, the keys of callers are known,
 * the database answers, and at least one tenant is migrated far enough. Anyone may ask, so it names no tenant and no
 * reason; these stand in the log.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements AsyncHealthCheck {
    private final Shutdown shutdown;
    private final CallerVerifier callers;
    private final TenantVersions versions;

    public Readiness(Shutdown shutdown, CallerVerifier callers, TenantVersions versions) {
        this.shutdown = shutdown;
        this.callers = callers;
        this.versions = versions;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("calls").withData("stopping", shutdown.hasBegun());
        return Uni.combine()
                .all()
                .unis(callers.areKeysKnown(), versions.look())
                .with((keys, seen) -> answer.withData("keys", keys)
                        .withData("database", seen.isDatabaseReached())
                        .withData("tenantsReady", seen.ready())
                        .withData("tenantsNotReady", seen.notReady())
                        .status(keys && !shutdown.hasBegun() && seen.isDatabaseReached() && seen.ready() > 0)
                        .build());
    }
}

package io.schemata.health;

import io.schemata.caller.TokenVerifier;
import io.schemata.database.TenantVersions;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether calls can be served now ({@code /q/health/ready}): the process is not stopping, the keys of tokens are known,
 * the database answers, and at least one tenant is migrated far enough. Anybody may ask, so it names no tenant and no
 * reason; these stand in the log.
 */
@org.eclipse.microprofile.health.Readiness
@ApplicationScoped
public class Readiness implements AsyncHealthCheck {
    private final Shutdown shutdown;
    private final TokenVerifier tokens;
    private final TenantVersions versions;

    public Readiness(Shutdown shutdown, TokenVerifier tokens, TenantVersions versions) {
        this.shutdown = shutdown;
        this.tokens = tokens;
        this.versions = versions;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("calls").withData("stopping", shutdown.hasBegun());
        return Uni.combine()
                .all()
                .unis(tokens.areKeysKnown(), versions.look())
                .with((keys, seen) -> answer.withData("keys", keys)
                        .withData("database", seen.isDatabaseReached())
                        .withData("tenantsReady", seen.ready())
                        .withData("tenantsNotReady", seen.notReady())
                        .status(keys && !shutdown.hasBegun() && seen.isDatabaseReached() && seen.ready() > 0)
                        .build());
    }
}

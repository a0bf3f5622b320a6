package io.schemata.migrate.http;

import io.schemata.caller.CallerVerifier;
import io.schemata.health.Shutdown;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether calls are taken: the process is not stopping, and the keys of callers are known. Each command connects anew. */
@Readiness
@ApplicationScoped
public class ServeReadiness implements AsyncHealthCheck {
    private final Shutdown shutdown;
    private final CallerVerifier callers;

    public ServeReadiness(Shutdown shutdown, CallerVerifier callers) {
        this.shutdown = shutdown;
        this.callers = callers;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return callers.areKeysKnown()
                .map(keys -> HealthCheckResponse.named("calls")
                        .withData("stopping", shutdown.hasBegun())
                        .withData("keys", keys)
                        .status(keys && !shutdown.hasBegun())
                        .build());
    }
}

package io.schemata.health;

import io.quarkus.runtime.StartupEvent;
import io.schemata.caller.CallerVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What has to be known when a process begins to serve calls. A program that was started for something else needs none of it. */
@ApplicationScoped
class ServingStart {
    void require(
            @Observes StartupEvent event,
            @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean isServing,
            CallerVerifier callers) {
        if (isServing) {
            callers.require();
        }
    }
}

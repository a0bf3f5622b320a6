package io.schemata.health;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Knows whether the process is stopping (SIGTERM, Ctrl-C). From then on it is not ready, and takes no new calls;
 * those in progress have {@code quarkus.shutdown.timeout} to end.
 */
@ApplicationScoped
public class Shutdown {
    private final AtomicBoolean hasBegun = new AtomicBoolean();

    void watch(@Observes StartupEvent event) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> hasBegun.set(true), "shutdown-watch"));
    }

    public boolean hasBegun() {
        return hasBegun.get();
    }
}

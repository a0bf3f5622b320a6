package io.schemata.health;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Knows whether the process is stopping (SIGTERM, Ctrl-C). From then on it is not ready. It takes new calls for another
 * {@code quarkus.shutdown.delay}, as a load balancer sends some until it has asked; those in progress then have
 * {@code quarkus.shutdown.timeout} to end.
 */
@ApplicationScoped
public class Shutdown {
    private final Duration delay;
    private volatile Long begunNanoseconds;

    Shutdown(@ConfigProperty(name = "quarkus.shutdown.delay") Duration delay) {
        this.delay = delay;
    }

    void watch(@Observes StartupEvent event) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> begunNanoseconds = System.nanoTime(), "shutdown-watch"));
    }

    public boolean hasBegun() {
        return begunNanoseconds != null;
    }

    public boolean refusesCalls() {
        Long begun = begunNanoseconds;
        return begun != null && System.nanoTime() - begun >= delay.toNanos();
    }
}

package io.schemata.local;

import io.quarkus.scheduler.Scheduled;
import io.schemata.cleanup.Cleanup;
import io.schemata.cleanup.CleanupDrafts;
import io.schemata.registry.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Cleans up from time to time, as a cron job does it where the functions are deployed. */
@Singleton
class CleanupSchedule {
    private static final Logger LOG = Logger.getLogger("io.schemata.local");
    private static final CleanupDrafts.Request USUAL = new CleanupDrafts.Request(null, null, null, null);

    private final Cleanup cleanup;
    private final Tenants tenants;

    CleanupSchedule(Cleanup cleanup, Tenants tenants) {
        this.cleanup = cleanup;
        this.tenants = tenants;
    }

    @Scheduled(every = "${schemata.local.cleanup-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> cleanUp() {
        return cleanup.of(tenants.served(), USUAL)
                .onFailure()
                .invoke(failure -> LOG.warnf("nothing could be cleaned up: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}

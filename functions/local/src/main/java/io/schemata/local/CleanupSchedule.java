package io.schemata.local;

import io.quarkus.scheduler.Scheduled;
import io.schemata.cleanup.Cleanup;
import io.schemata.tenant.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Cleans up from time to time, as a cron job does it where the functions are deployed. */
@Singleton
class CleanupSchedule {
    private static final Logger LOG = Logger.getLogger("io.schemata.local");
    private static final int BATCH_SIZE = 1_000;

    private final Cleanup cleanup;
    private final Tenants tenants;

    CleanupSchedule(Cleanup cleanup, Tenants tenants) {
        this.cleanup = cleanup;
        this.tenants = tenants;
    }

    @Scheduled(every = "${schemata.local.cleanup-every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> cleanUp() {
        return cleanup.of(tenants.served(), BATCH_SIZE, false)
                .onFailure()
                .invoke(failure -> LOG.warnf("nothing could be cleaned up: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}

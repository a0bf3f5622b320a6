package io.schemata.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.schemata.migration.apply.Applier;
import io.schemata.migration.apply.ApplyRequest;
import io.schemata.migration.report.Progress;
import io.schemata.registry.Tenants;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Migrates before the first call can come in and says how to call. */
@Singleton
public class LocalRun implements QuarkusApplication {
    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final Duration WAIT_FOR_ANOTHER_MIGRATE = Duration.ofMinutes(1);

    private final Applier applier;
    private final Tenants tenants;
    private final Scheduler scheduler;
    private final int port;

    public LocalRun(
            Applier applier,
            Tenants tenants,
            Scheduler scheduler,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        this.applier = applier;
        this.tenants = tenants;
        this.scheduler = scheduler;
        this.port = port;
    }

    void prepare(@Observes @Priority(1) StartupEvent event) throws SQLException {
        if (applier.apply(ApplyRequest.of(List.of(), WAIT_FOR_ANOTHER_MIGRATE), LocalRun::show)
                .hasFailed()) {
            throw new IllegalStateException("a tenant could not be migrated");
        }
        Databases databases = Databases.current();
        try (Demo demo = Demo.connect(databases.owner())) {
            if (databases.functionsPassword() != null) {
                demo.setFunctionsPassword(databases.functionsPassword());
                OUT.println("schemata_functions has a new password, for this run");
            }
            if (databases.isEmbedded()) {
                demo.addTo(tenants.served());
            }
        }
    }

    private static void show(Progress progress) {
        OUT.println("[%d/%d] %s".formatted(progress.done(), progress.all(), progress.summary()));
    }

    @Override
    public int run(String... arguments) {
        scheduler.resume();
        OUT.print(Welcome.text(port, Databases.current(), tenants));
        OUT.println("Schemata is ready on http://localhost:" + port);
        Quarkus.waitForExit();
        return 0;
    }
}

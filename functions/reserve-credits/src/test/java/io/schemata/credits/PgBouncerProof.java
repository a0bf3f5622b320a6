package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Figures;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.PgBouncer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** 100,000 calls over five tenants through a pooler in its default configuration, the setting for it forgotten. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class PgBouncerProof {
    private static final int CALLS = 100_000;

    @Test
    void everyCallIsAnsweredInItsOwnTenant() throws IOException {
        try (PgBouncer pooler = PgBouncer.start();
                FunctionProcess function = FunctionProcess.start("reserve-credits", "DATABASE_URL", pooler.url())) {
            FiveTenants.callThrough(function.port(), CALLS);
            assertTrue(function.log().contains("is a pooler"), function::log);
            Figures.note(
                    "PgBouncer",
                    "%s: %d calls over 5 tenants, all answered 200, none in another tenant"
                            .formatted(PgBouncer.version(), CALLS));
        }
    }
}

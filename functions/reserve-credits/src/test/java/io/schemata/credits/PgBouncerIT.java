package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.PgBouncer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same promise behind a pooler that hands each transaction another session. */
@Tag("slow")
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class PgBouncerIT {
    @Test
    void keepsTenThousandCallsInTheirFiveTenantsBehindAPoolerThatIsNotConfigured() {
        assumeTrue(PgBouncer.isInstalled(), "pgbouncer is not installed: skipped");
        try (PgBouncer pooler = PgBouncer.start();
                FunctionProcess function = FunctionProcess.start("reserve-credits", "DATABASE_URL", pooler.url())) {
            FiveTenants.callThrough(function.port(), 10_000);
            assertTrue(function.log().contains("is a pooler"), function::log);
        }
    }
}

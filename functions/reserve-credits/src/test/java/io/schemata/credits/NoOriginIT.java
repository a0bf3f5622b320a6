package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where no origin is configured, a page may call from the function's own host and from no other. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class NoOriginIT {
    @Test
    void onlyTheFunctionsOwnPagesMayCall() {
        try (FunctionProcess function = FunctionProcess.start("reserve-credits", "QUARKUS_HTTP_CORS_ORIGINS", "")) {
            Crowd.Answer foreign = from(function, "https://elsewhere.example");
            assertEquals(403, foreign.status());
            assertTrue(foreign.body().contains("ORIGIN_NOT_ALLOWED"), foreign::body);
            assertEquals(
                    200, from(function, "https://127.0.0.1:" + function.port()).status());
        }
    }

    private static Crowd.Answer from(FunctionProcess function, String origin) {
        return Crowd.send(Crowd.request(function.port(), "credit-balance", Tokens.user(UUID.randomUUID()), "{}")
                .header("Origin", origin));
    }
}

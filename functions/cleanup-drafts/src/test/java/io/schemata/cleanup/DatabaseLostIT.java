package io.schemata.cleanup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class DatabaseLostIT {
    @Test
    void saysThatTheDatabaseIsUnavailableAndNothingElse() {
        try (FunctionProcess lost = FunctionProcess.start(
                "cleanup-drafts", "DATABASE_URL", "postgresql://nobody:hidden@127.0.0.1:1/none")) {
            Crowd.Answer answer = Crowd.send(Crowd.request(lost.port(), "cleanup-drafts", Tokens.service(), "{}"));
            assertEquals(503, answer.status(), answer::body);
            assertTrue(answer.body().contains("\"code\":\"DATABASE_UNAVAILABLE\""), answer.body());
            assertTrue(!answer.body().contains("hidden") && !lost.log().contains("hidden"), lost::log);
        }
    }
}

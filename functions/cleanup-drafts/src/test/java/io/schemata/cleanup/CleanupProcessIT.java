package io.schemata.cleanup;

import static io.schemata.cleanup.CleanupCalls.drafts;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Await;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tenants;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes that are killed in mid-run, or run out of time. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class CleanupProcessIT {
    private static final int EXPIRED = 30_000;

    @BeforeEach
    void nothingIsLeftOfOtherTests() {
        Tenants.SCHEMAS.values().forEach(schema -> Database.execute(schema, "delete from draft_prompts"));
    }

    @Test
    void finishesAKilledRun() {
        UUID user = Database.newUser();
        drafts("public", EXPIRED, true, null);
        drafts("public", 100, true, user);
        drafts("public", 100, false, null);

        FunctionProcess first = FunctionProcess.start("cleanup-drafts");
        CompletableFuture<Crowd.Answer> run =
                CompletableFuture.supplyAsync(() -> cleanUp(first, "{\"batchSize\": 10}"));
        Await.until(() -> run.isDone() || !drafts("public").get(0).equals((long) EXPIRED));
        try (FunctionProcess second = first.killAndRestart()) {
            assertEquals(0, run.join().status(), "it was in mid-run");
            long left = (Long) drafts("public").get(0);
            assertTrue(left > 0 && left < EXPIRED, () -> left + " are left");

            String answer = cleanUp(second, "{}").body();
            assertTrue(answer.contains("\"draftsDeleted\":%d".formatted(left)), answer);
        }
        assertEquals(List.of(0L, 100L, 100L), drafts("public"));
    }

    @Test
    void saysThatThereIsMoreToDoWhenItsTimeIsOver() {
        drafts("video_alpha", EXPIRED, true, null);
        try (FunctionProcess hurried =
                FunctionProcess.start("cleanup-drafts", "SCHEMATA_CLEANUP_MAX_DURATION", "0.2s")) {
            String answer = cleanUp(hurried, "{\"tenants\": [\"alpha\"], \"batchSize\": 10}")
                    .body();
            assertTrue(answer.contains("\"moreToDo\":true"), answer);
            long left = (Long) drafts("video_alpha").get(0);
            assertTrue(answer.contains("\"draftsDeleted\":%d".formatted(EXPIRED - left)), answer);
            assertTrue(left < EXPIRED, answer);
        }
        try (FunctionProcess patient = FunctionProcess.start("cleanup-drafts")) {
            String answer = cleanUp(patient, "{}").body();
            assertTrue(answer.contains("\"moreToDo\":false"), answer);
        }
        assertEquals(0L, drafts("video_alpha").get(0));
    }

    private static Crowd.Answer cleanUp(FunctionProcess process, String body) {
        return Crowd.send(Crowd.request(process.port(), "cleanup-drafts", Tokens.service(), body));
    }
}

package io.schemata.credits;

import static io.schemata.credits.CreditCalls.books;
import static io.schemata.credits.CreditCalls.discrepancies;
import static io.schemata.credits.CreditCalls.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.DatabaseLost;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Real processes, really killed: what was answered is in the books, and what was not can be asked again. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class KilledIT {
    private static final int CALLS = 2_000;

    @Test
    void losesAndDoublesNothingWhenItsProcessIsKilledInMidRun() {
        UUID user = Database.userWith("public", 100);
        String token = Tokens.user(user);
        AtomicInteger held = new AtomicInteger();
        AtomicInteger lost = new AtomicInteger();
        AtomicReference<FunctionProcess> running = new AtomicReference<>(FunctionProcess.start("reserve-credits"));

        List<Crowd.Answer> answers = Crowd.of(64, CALLS, call -> {
            // A client that lost its connection cannot know; it repeats the call under the same key.
            for (Instant end = Instant.now().plusSeconds(60); Instant.now().isBefore(end); ) {
                Crowd.Answer answer =
                        Crowd.send(Crowd.request(running.get().port(), "reserve-credits", token, reference(1))
                                .header("Idempotency-Key", "call-" + call));
                if (answer.status() == 200 && held.incrementAndGet() == 40) {
                    running.getAndUpdate(FunctionProcess::killAndRestart);
                }
                if (answer.status() != 0 && answer.status() != 503) {
                    return answer;
                }
                lost.incrementAndGet();
            }
            throw new IllegalStateException("call " + call + " was never answered");
        });
        running.get().close();

        assertTrue(lost.get() > 0, "the kill came in mid-run");
        assertEquals(
                100, answers.stream().filter(answer -> answer.status() == 200).count());
        assertEquals(
                CALLS - 100,
                answers.stream().filter(answer -> answer.status() == 402).count());
        assertEquals(List.of(0, 100, 101L, 100L), books(user));
        assertEquals(List.of(), discrepancies());
    }

    @Test
    void doesNotOverspendThroughTwoProcesses() {
        UUID user = Database.userWith("public", 100);
        String token = Tokens.user(user);
        try (FunctionProcess one = FunctionProcess.start("reserve-credits");
                FunctionProcess two = FunctionProcess.start("reserve-credits")) {
            List<Integer> answers = Crowd.of(
                    64,
                    CALLS,
                    call -> Crowd.send(Crowd.request(
                                    call % 2 == 0 ? one.port() : two.port(), "reserve-credits", token, reference(1)))
                            .status());

            assertEquals(100, answers.stream().filter(status -> status == 200).count());
            assertEquals(
                    CALLS - 100,
                    answers.stream().filter(status -> status == 402).count());
        }
        assertEquals(List.of(0, 100, 101L, 100L), books(user));
        assertEquals(List.of(), discrepancies());
    }

    @Test
    void saysThatTheDatabaseIsUnavailableAndNothingElse() {
        DatabaseLost.isTold("reserve-credits", "reserve-credits", Tokens.user(UUID.randomUUID()), reference(1));
    }
}

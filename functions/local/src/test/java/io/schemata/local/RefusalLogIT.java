package io.schemata.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Crowd;
import io.schemata.testing.Tokens;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator reads in the log why a call was refused, of every function, and no secret of its caller's. One call of each:
 * of the same code no more than 20 lines a second are written.
 */
@Timeout(120)
class RefusalLogIT {
    private static final List<String> FUNCTIONS = List.of(
            "reserve-credits",
            "settle-credits",
            "release-credits",
            "grant-credits",
            "credit-balance",
            "save-draft",
            "claim-draft",
            "drafts",
            "delete-drafts",
            "cross-link",
            "unlink",
            "linked",
            "new-user",
            "cleanup-drafts");

    @TempDir
    private Path folder;

    @Test
    void everyFunctionSaysWhyAndNothingMore() throws IOException {
        Map<String, Object> claims = Tokens.userClaims(UUID.randomUUID());
        claims.put("iss", "https://elsewhere.example");
        claims.put("email", "ann@example.com");
        String elsewhere = Tokens.signed(claims);
        try (LocalProcess run = LocalProcess.startAgain(folder)) {
            for (String function : FUNCTIONS) {
                String foreign = refused(run, function, elsewhere);
                assertTrue(foreign.contains("the issuer is 'https://elsewhere.example'; expected one of"), foreign);
                assertFalse(foreign.contains(elsewhere.substring(0, 20)), foreign);
                assertFalse(foreign.contains("ann@") || foreign.contains("a film about bees"), foreign);
            }
        }
    }

    @Test
    void aTenantThatIsNotKnownIsNamedInTheLogAlone() throws IOException {
        try (LocalProcess run = LocalProcess.startAgain(folder)) {
            Crowd.Answer answer = Crowd.send(
                    Crowd.request(run.port(), "drafts", Tokens.anon(), "{}").header("Content-Profile", "nowhere"));
            assertEquals(406, answer.status(), answer::body);
            assertFalse(answer.body().contains("nowhere"), answer.body());
            String line = run.nextLineWith("function=/drafts ");
            assertTrue(line.contains("code=UNKNOWN_TENANT cause=there is no tenant or schema 'nowhere'"), line);
        }
    }

    private static String refused(LocalProcess run, String function, String token) throws IOException {
        Crowd.Answer answer =
                Crowd.send(Crowd.request(run.port(), function, token, "{\"prompt\": \"a film about bees\"}"));
        assertEquals(401, answer.status(), answer::body);
        String line = run.nextLineWith("function=/" + function + " ");
        assertTrue(line.contains("code=UNAUTHENTICATED"), line);
        return line;
    }
}

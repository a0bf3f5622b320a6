package io.schemata.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A function whose database cannot be reached: it says so, and nothing else. */
public final class DatabaseLost {
    private DatabaseLost() {}

    /** Starts the program in {@code functions/<program>} so, and makes one call of a function of it. */
    public static void isTold(String program, String function, String token, String body) {
        try (FunctionProcess lost =
                FunctionProcess.start(program, "DATABASE_URL", "postgresql://nobody:hidden@127.0.0.1:1/none")) {
            Crowd.Answer answer = Crowd.send(Crowd.request(lost.port(), function, token, body));
            assertEquals(503, answer.status(), answer::body);
            assertTrue(answer.body().contains("\"code\":\"DATABASE_UNAVAILABLE\""), answer.body());
            assertTrue(!answer.body().contains("hidden") && !lost.log().contains("hidden"), lost::log);
        }
    }
}

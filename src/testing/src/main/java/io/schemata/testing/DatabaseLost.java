package io.schemata.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;

/** A function whose database cannot be reached: it says so, and nothing else. */
public final class DatabaseLost {
    private static final int CALLS = 60;

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

    /**
     * Starts the program on a database whose network falls silent, and makes more calls than its pool has connections: some
     * wait for an answer, the others for a connection.
     *
     * @param bodies a right body for each function
     */
    public static void isToldWhileTheNetworkIsSilent(String program, String token, Map<String, String> bodies) {
        List<String> functions = List.copyOf(bodies.keySet());
        try (Relay network = Relay.to(Database.port());
                FunctionProcess cut =
                        FunctionProcess.start(program, "DATABASE_URL", Database.functionsUrl(network.port()))) {
            network.freeze();
            List<Crowd.Answer> answers = Crowd.of(CALLS, CALLS, call -> {
                String function = functions.get(call % functions.size());
                return Crowd.send(Crowd.request(cut.port(), function, token, bodies.get(function)));
            });
            for (Crowd.Answer answer : answers) {
                assertEquals(503, answer.status(), answer::body);
            }
        }
    }
}

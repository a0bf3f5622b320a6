package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Await;
import io.schemata.testing.Clients;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Figures;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.KeyServer;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.PublishedKeys;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A signing key goes standby, in use, previous and revoked under load, with the settings as they come. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class KeyRotationProof {
    private static final int CALLS_IN_A_PHASE = 25_000;
    private static final int TOKENS = 200;
    private static final String OLD = "ES256";
    private static final String NEW = "other";

    private final UUID user = Database.userWith("public", 10);

    @Test
    void noCallIsAnsweredWrongAndARevokedKeyIsRefusedWithinAMinute() {
        Map<String, List<String>> tokens = Map.of(OLD, signedWith(OLD), NEW, signedWith(NEW));
        AtomicReference<String> inUse = new AtomicReference<>(OLD);
        try (KeyServer keys = KeyServer.start(KeyServer.Manner.GOOD)) {
            keys.publish(OLD);
            try (FunctionProcess function =
                            FunctionProcess.start("reserve-credits", "SCHEMATA_JWT_JWKS_URL", keys.url());
                    Clients clients = Clients.start(16, () -> call(function, tokens.get(inUse.get())))) {
                goOn(clients);
                keys.publish(OLD, NEW); // standby
                goOn(clients);
                Await.until(() -> call(function, tokens.get(NEW)).status() == 200);
                inUse.set(NEW);
                goOn(clients);
                assertEquals(200, call(function, tokens.get(OLD)).status(), "issued before, and not revoked");
                keys.publish(NEW); // the old one is revoked
                long revoked = System.nanoTime();
                Await.until(() -> call(function, tokens.get(OLD)).status() == 401);
                long seconds = (System.nanoTime() - revoked) / 1_000_000_000L;
                goOn(clients);

                List<Clients.Call> calls = clients.calls();
                assertTrue(seconds < 60, () -> seconds + " s");
                assertTrue(calls.size() >= 4 * CALLS_IN_A_PHASE, () -> calls.size() + " calls");
                assertEquals(
                        List.of(200),
                        calls.stream().map(Clients.Call::status).distinct().toList());
                assertEquals(
                        List.of(401),
                        tokens.get(OLD).stream()
                                .map(token -> call(function, List.of(token)).status())
                                .distinct()
                                .toList());
                Figures.note(
                        "KeyRotation",
                        "%d calls while a key went standby, in use, previous and revoked: all answered 200; the revoked one refused after %d s"
                                .formatted(calls.size(), seconds));
            }
        }
    }

    private static void goOn(Clients clients) {
        clients.awaitStatus(200, CALLS_IN_A_PHASE, 600);
    }

    private List<String> signedWith(String key) {
        return IntStream.range(0, TOKENS)
                .mapToObj(number -> {
                    Map<String, Object> claims = Tokens.userClaims(user);
                    claims.put("session_id", Integer.toString(number));
                    return PublishedKeys.signed("ES256", key, claims);
                })
                .toList();
    }

    private static Crowd.Answer call(FunctionProcess function, List<String> tokens) {
        String token = tokens.get(ThreadLocalRandom.current().nextInt(tokens.size()));
        return Crowd.send(Crowd.request(function.port(), "credit-balance", token, "{\"limit\": 0}"));
    }
}

package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Clients;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.KeyServer;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.PublishedKeys;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The server of published keys is somebody else's: whatever it does, only tokens that need it wait, and not for long. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class KeysIT {
    private static final int HEAP_MEGABYTES = 96;
    private static final int CALLS = 100;

    private final UUID user = Database.userWith("public", 10);

    @ParameterizedTest
    @EnumSource(names = "GOOD", mode = EnumSource.Mode.EXCLUDE)
    void servesOtherTokensAndRecovers(KeyServer.Manner manner) {
        try (KeyServer keys = KeyServer.start(manner);
                FunctionProcess function = FunctionProcess.startSmall(
                        HEAP_MEGABYTES, "reserve-credits", "SCHEMATA_JWT_JWKS_URL", keys.url())) {
            List<Crowd.Answer> answers = Crowd.of(32, CALLS, call -> call(function, call % 2 == 0));
            assertEquals(CALLS / 2, count(answers, "\"available\":10"));
            assertEquals(CALLS / 2, count(answers, "\"code\":\"KEYS_UNAVAILABLE\""));
            assertTrue(function.log().contains("the published keys cannot be fetched"), function::log);

            keys.become(KeyServer.Manner.GOOD);
            try (Clients clients = Clients.start(1, () -> call(function, true))) {
                clients.awaitStatus(200, 10, 30);
            }
        }
    }

    private Crowd.Answer call(FunctionProcess function, boolean isPublished) {
        String token = isPublished ? PublishedKeys.signed("ES256", Tokens.userClaims(user)) : Tokens.user(user);
        return Crowd.send(Crowd.request(function.port(), "credit-balance", token, "{}"));
    }

    private static long count(List<Crowd.Answer> answers, String part) {
        return answers.stream().filter(answer -> answer.body().contains(part)).count();
    }
}

package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.PublishedKeys;
import io.schemata.testing.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The published keys' server is somebody else's: when it hangs, only the tokens that need it wait, and not for long. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class KeysIT {
    private static final int CALLS = 300;

    @Test
    void servesOtherTokensWhileTheKeysServerHangs() throws IOException {
        UUID user = Database.userWith("public", 10);
        try (ServerSocket silent = new ServerSocket(0, CALLS, InetAddress.getLoopbackAddress());
                FunctionProcess function = FunctionProcess.start(
                        "reserve-credits",
                        "SCHEMATA_JWT_JWKS_URL",
                        "http://127.0.0.1:%d/keys".formatted(silent.getLocalPort()))) {
            List<Crowd.Answer> answers = Crowd.of(
                    64,
                    CALLS,
                    call -> Crowd.send(Crowd.request(
                            function.port(),
                            "credit-balance",
                            call % 2 == 0 ? PublishedKeys.signed("ES256", Tokens.userClaims(user)) : Tokens.user(user),
                            "{}")));

            assertEquals(
                    CALLS / 2,
                    answers.stream().filter(answer -> answer.status() == 200).count());
            assertEquals(
                    CALLS / 2,
                    answers.stream()
                            .filter(answer -> answer.body().contains("\"code\":\"KEYS_UNAVAILABLE\""))
                            .count());
            assertTrue(function.log().contains("the published keys cannot be fetched"), function::log);
        }
    }
}

package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.ApiKeys;
import io.schemata.testing.Await;
import io.schemata.testing.Clients;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.KeyServer;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.PublishedKeys;
import io.schemata.testing.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However the server of published keys fails, only tokens that need it wait, and not for long. */
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

    @Test
    void aRotatedKeyIsKnownAndARevokedOneRefused() {
        try (KeyServer keys = KeyServer.start(KeyServer.Manner.GOOD);
                FunctionProcess function = FunctionProcess.start(
                        "reserve-credits", "SCHEMATA_JWT_JWKS_URL", keys.url(), "SCHEMATA_JWT_JWKS_REFRESH", "1s")) {
            keys.publish("ES256");
            String old = PublishedKeys.signed("ES256", "ES256", Tokens.userClaims(user));
            String rotated = PublishedKeys.signed("ES256", "other", Tokens.userClaims(user));
            assertEquals(200, status(function, old));
            assertEquals(401, status(function, rotated), "it is not published yet");

            keys.publish("ES256", "other");
            Await.until(() -> status(function, rotated) == 200);
            assertEquals(200, status(function, old));

            keys.publish("other");
            Await.until(() -> status(function, old) == 401);
            assertEquals(200, status(function, rotated));
            assertTrue(
                    function.log().contains("no key 'ES256' for ES256 is published; there are 'other'"), function::log);
        }
    }

    @Test
    void keysOfTheConfigurationNeedNoServer() {
        String secret = Tokens.encode(Tokens.SECRET.getBytes(StandardCharsets.UTF_8));
        String keys = PublishedKeys.document()
                .replace("]}", ",{\"kty\":\"oct\",\"kid\":\"legacy\",\"k\":\"%s\"}]}".formatted(secret));
        for (String variable : List.of("SCHEMATA_JWT_JWKS", "SUPABASE_JWKS")) {
            try (FunctionProcess function = FunctionProcess.start(
                    "reserve-credits", variable, keys, "SCHEMATA_JWT_JWKS_URL", "", "SCHEMATA_JWT_SECRET", "")) {
                for (String algorithm : List.of("ES256", "RS256", "EdDSA")) {
                    assertEquals(200, status(function, PublishedKeys.signed(algorithm, Tokens.userClaims(user))));
                }
                assertEquals(200, status(function, Tokens.user(user)), "by the set's own secret");
                assertEquals(401, status(function, PublishedKeys.signed("ES256", "other", Tokens.userClaims(user))));
            }
        }
    }

    @Test
    void theVariablesOfSupabaseNameApiKeys() {
        try (FunctionProcess function = FunctionProcess.start(
                "reserve-credits",
                "SUPABASE_SECRET_KEYS",
                "{\"default\": \"%s\", \"automations\": \"sb_secret_0123456789abcdefghijkl_01234567\"}"
                        .formatted(ApiKeys.UNKNOWN_SECRET))) {
            for (String key :
                    List.of(ApiKeys.SECRET, ApiKeys.UNKNOWN_SECRET, "sb_secret_0123456789abcdefghijkl_01234567")) {
                assertEquals(
                        400,
                        Crowd.send(Crowd.request(function.port(), "grant-credits", key, "{}"))
                                .status());
            }
        }
    }

    private static int status(FunctionProcess function, String token) {
        return Crowd.send(Crowd.request(function.port(), "credit-balance", token, "{}"))
                .status();
    }

    private Crowd.Answer call(FunctionProcess function, boolean isPublished) {
        String token = isPublished ? PublishedKeys.signed("ES256", Tokens.userClaims(user)) : Tokens.user(user);
        return Crowd.send(Crowd.request(function.port(), "credit-balance", token, "{}"));
    }

    private static long count(List<Crowd.Answer> answers, String part) {
        return answers.stream().filter(answer -> answer.body().contains(part)).count();
    }
}

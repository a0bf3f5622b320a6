package io.schemata.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A draft's token is in its answer and nowhere else, whatever the function and the server write down. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class TokensAreNowhereIT {
    private static final String LOG_ALL = "alter role schemata_functions set log_min_duration_statement = ";

    @Test
    void neitherTheServerNorTheFunctionWritesATokenDown() {
        UUID user = Database.newUser();
        Database.execute("public", LOG_ALL + "0");
        int before = Database.serverLog().length();
        try (FunctionProcess function = FunctionProcess.start("claim-draft", "QUARKUS_LOG_LEVEL", "DEBUG")) {
            String saved = call(function, "save-draft", Tokens.anon(), "{\"prompt\": \"bees\"}", 200);
            String token = saved.replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
            String body = DraftCalls.body(token);
            String more = "{\"prompt\": \"more\", \"token\": \"%s\"}".formatted(token);
            List<String> refusals = List.of(
                    call(function, "claim-draft", Tokens.anon(), body, 403),
                    call(function, "claim-draft", Tokens.user(user), body.replace("}", ", \"x\": 1}"), 400),
                    call(function, "save-draft", Tokens.anon(), more.replace("more", ""), 400));
            call(function, "save-draft", Tokens.anon(), more, 200);
            String claimed = call(function, "claim-draft", Tokens.user(user), body, 200);
            String refused = call(function, "claim-draft", Tokens.user(Database.newUser()), body, 404);

            String serverLog = Database.serverLog().substring(before);
            assertTrue(serverLog.contains("claim_draft"), "the server has written its statements down");
            assertTrue(serverLog.contains(DraftTokens.hash(token)), "with what they were given");
            assertEquals(43, token.length());
            assertFalse(serverLog.contains(token), "and no token is there");
            assertFalse(function.log().contains(token), function::log);
            assertFalse((refusals + claimed + refused).contains(token), () -> refusals + claimed + refused);
        } finally {
            Database.execute("public", LOG_ALL + "-1");
        }
    }

    private static String call(FunctionProcess process, String function, String caller, String body, int status) {
        Crowd.Answer answer = Crowd.send(Crowd.request(process.port(), function, caller, body));
        assertEquals(status, answer.status(), answer::body);
        return answer.body();
    }
}

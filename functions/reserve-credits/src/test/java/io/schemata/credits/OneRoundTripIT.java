package io.schemata.credits;

import static io.schemata.credits.CreditCalls.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Await;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the server's own log says of the functions' sessions: a call is one statement, executed once, and no more. */
@Tag("slow")
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class OneRoundTripIT {
    private static final int CALLS = 200;
    private static final String LOG_ALL = "alter role schemata_functions set log_min_duration_statement = ";

    /** On a machine that is slow enough, the function asks beside its calls whether it has lost a connection. */
    private static final String LOST_CONNECTIONS = "from pg_stat_activity";

    private static final String LOOK = "with needed as";

    @Test
    void asksTheDatabaseOncePerCall() {
        UUID user = Database.userWith("public", 1_000);
        Database.execute("public", LOG_ALL + "0");
        int before = Database.serverLog().length();
        try (FunctionProcess function = FunctionProcess.start("reserve-credits")) {
            List<Integer> answers = Crowd.of(
                    1,
                    CALLS,
                    call -> Crowd.send(Crowd.request(
                                    function.port(),
                                    call % 2 == 0 ? "reserve-credits" : "credit-balance",
                                    Tokens.user(user),
                                    call % 2 == 0 ? reference(1) : "{}"))
                            .status());
            assertEquals(List.of(200), answers.stream().distinct().toList());
            Await.until(
                    () -> count(Database.serverLog().substring(before).lines().toList(), LOOK) == 3);
        } finally {
            Database.execute("public", LOG_ALL + "-1");
        }
        List<String> said = Database.serverLog()
                .substring(before)
                .lines()
                .filter(line -> line.contains("duration:"))
                .filter(line -> !line.contains(LOST_CONNECTIONS))
                .toList();

        // Soon after its start the function has looked once which tenants it can serve.
        assertEquals(CALLS + 1, count(said, " execute "));
        assertEquals(CALLS + 1, count(said, " bind "));
        assertEquals(3, count(said, LOOK), "parse, bind, execute");
        assertTrue(count(said, " parse ") <= 3 * 16, "once per statement and connection");
        assertEquals(count(said, "pg_backend_pid"), count(said, " statement: "), "a look at each new connection");
    }

    private static long count(List<String> lines, String part) {
        return lines.stream().filter(line -> line.contains(part)).count();
    }
}

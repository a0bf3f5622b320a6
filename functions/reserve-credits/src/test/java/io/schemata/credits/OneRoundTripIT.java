package io.schemata.credits;

import static io.schemata.credits.CreditCalls.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** What the server's own log says of the functions' sessions: a call is one statement, executed once, and no more. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class OneRoundTripIT {
    private static final int CALLS = 200;
    private static final String LOG_ALL = "alter role schemata_functions set log_min_duration_statement = ";

    @Test
    void asksTheDatabaseOncePerCall() {
        UUID user = Database.userWith("public", 1_000);
        Database.execute("public", LOG_ALL + "0");
        int before = serverLog().length();
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
        } finally {
            Database.execute("public", LOG_ALL + "-1");
        }
        List<String> said = serverLog()
                .substring(before)
                .lines()
                .filter(line -> line.contains("duration:"))
                .toList();

        assertEquals(
                CALLS, said.stream().filter(line -> line.contains(" execute ")).count());
        assertEquals(
                CALLS, said.stream().filter(line -> line.contains(" bind ")).count());
        assertTrue(said.stream().filter(line -> line.contains(" parse ")).count() <= 2 * 16, "once per connection");
        assertEquals(
                List.of(),
                said.stream().filter(line -> line.contains(" statement: ")).toList());
    }

    private static String serverLog() {
        return (String) Database.value("public", "select pg_read_file(pg_current_logfile())");
    }
}

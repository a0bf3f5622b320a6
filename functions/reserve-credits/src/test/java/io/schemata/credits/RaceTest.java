package io.schemata.credits;

import static io.schemata.credits.CreditCalls.books;
import static io.schemata.credits.CreditCalls.discrepancies;
import static io.schemata.credits.CreditCalls.held;
import static io.schemata.credits.CreditCalls.reference;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class RaceTest {
    @Test
    void doesNotOverspendWithSixtyFourClients() {
        UUID user = Database.userWith("public", 100);
        String token = Tokens.user(user);

        Map<Integer, Long> answers = Crowd.of(
                        64,
                        2_000,
                        call -> Crowd.send(Crowd.request("reserve-credits", token, reference(1)))
                                .status())
                .stream()
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));

        assertEquals(Map.of(200, 100L, 402, 1_900L), answers);
        assertEquals(List.of(0, 100, 101L, 100L), books(user));
        assertEquals(0L, lowestEver(user));
        assertEquals(List.of(), discrepancies());
    }

    @Test
    void movesAReservationOnceWhenSettlementsAndReleasesRace() {
        UUID user = Database.userWith("public", 1_000);
        for (int round = 0; round < 20; round++) {
            UUID hold = held(user, 10);
            String settle = "{\"reservationId\": \"%s\", \"finalAmount\": 4}".formatted(hold);
            String release = "{\"reservationId\": \"%s\"}".formatted(hold);

            Map<Integer, Long> answers = Crowd.of(
                            16,
                            16,
                            call -> Crowd.send(
                                            call % 2 == 0
                                                    ? Crowd.request("settle-credits", Tokens.service(), settle)
                                                    : Crowd.request("release-credits", Tokens.user(user), release))
                                    .status())
                    .stream()
                    .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
            assertEquals(Map.of(200, 8L, 409, 8L), answers);
        }
        assertEquals(0, books(user).get(1));
        assertEquals(
                20L,
                Database.value(
                        "public", "select count(*) from credit_ledger where user_id = ? and type = 'refund'", user));
        assertEquals(List.of(), discrepancies());
    }

    /** The lowest that the balance has ever been, as the movements add up one after another. */
    private static Object lowestEver(UUID user) {
        return Database.value(
                "public",
                "select min(running) from (select sum(amount) over (order by entry_number) as running"
                        + " from credit_ledger where user_id = ?) as movements",
                user);
    }
}

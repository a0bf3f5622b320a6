package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Tenants;
import io.schemata.testing.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Calls over five tenants, 32 in flight, by users who have another amount in each, so that a stray one shows. */
final class FiveTenants {

    /** Of one user; they hold less than the 100 reservations in each tenant that may be open. */
    private static final int CALLS_OF_USER = 200;

    private static final List<String> NAMES = new ArrayList<>(Tenants.SCHEMAS.keySet());

    private FiveTenants() {}

    /** Reserves nine times of ten and reads once; then looks whether each call was where it belongs, and only there. */
    static void callThrough(int port, int calls) {
        String reference = "five tenants " + UUID.randomUUID() + " ";
        List<UUID> users = new ArrayList<>();
        for (int i = 0; i < Math.max(100, calls / CALLS_OF_USER); i++) {
            UUID user = Database.newUser();
            users.add(user);
            NAMES.forEach(tenant -> Database.execute(
                    Tenants.SCHEMAS.get(tenant),
                    "select grant_credits(?, ?, 'grant', null, null, null)",
                    user,
                    credits(tenant)));
        }

        Map<String, Long> answers = Crowd.of(32, calls, call -> {
                    String tenant = NAMES.get(call % NAMES.size());
                    String token = Tokens.user(users.get(call / NAMES.size() % users.size()));
                    return call / NAMES.size() % 10 == 0
                            ? read(port, tenant, token)
                            : tenant + " "
                                    + send(
                                                    port,
                                                    "reserve-credits",
                                                    tenant,
                                                    token,
                                                    "{\"amount\": 1, \"reference\": \"%s\"}"
                                                            .formatted(reference + tenant))
                                            .status();
                })
                .stream()
                .collect(Collectors.groupingBy(answer -> answer, Collectors.counting()));

        for (String tenant : NAMES) {
            String schema = Tenants.SCHEMAS.get(tenant);
            assertEquals(calls / NAMES.size() * 9L / 10, answers.get(tenant + " 200"), answers::toString);
            assertEquals(calls / NAMES.size() / 10L, answers.get(tenant + " read"), answers::toString);
            assertEquals(answers.get(tenant + " 200"), count(schema, reference + tenant));
            assertEquals(answers.get(tenant + " 200"), count(schema, reference + "%"), "and no other tenant's");
        }
        assertEquals(List.of(), CreditCalls.discrepancies());
    }

    /** A thousand more in each tenant than in the one before: more than any user spends here. */
    private static int credits(String tenant) {
        return 1_000 * (1 + NAMES.indexOf(tenant));
    }

    private static String read(int port, String tenant, String token) {
        String body =
                send(port, "credit-balance", tenant, token, "{\"limit\": 0}").body();
        int available = Integer.parseInt(body.replaceFirst("^\\{\"available\":(\\d+),.*", "$1"));
        boolean own = available > credits(tenant) - 1_000 && available <= credits(tenant);
        return own ? tenant + " read" : tenant + " strayed: " + body;
    }

    private static Crowd.Answer send(int port, String function, String tenant, String token, String body) {
        return Crowd.send(Crowd.request(port, function, token, body).header("Content-Profile", tenant));
    }

    private static Object count(String schema, String reference) {
        return Database.value(schema, "select count(*) from credit_reservations where reference like ?", reference);
    }
}

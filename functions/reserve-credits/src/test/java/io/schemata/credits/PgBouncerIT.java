package io.schemata.credits;

import static io.schemata.credits.CreditCalls.discrepancies;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.PgBouncer;
import io.schemata.testing.Tenants;
import io.schemata.testing.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The same promise behind a pooler that hands each transaction another session. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class PgBouncerIT {
    @Test
    void keepsTenThousandCallsInTheirFiveTenantsBehindATransactionPooler() {
        assumeTrue(PgBouncer.isInstalled(), "pgbouncer is not installed: skipped");
        List<String> tenants = new ArrayList<>(Tenants.SCHEMAS.keySet());
        List<UUID> users = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            UUID user = Database.newUser();
            users.add(user);
            Tenants.SCHEMAS
                    .values()
                    .forEach(schema ->
                            Database.execute(schema, "select grant_credits(?, 1000, 'grant', null, null, null)", user));
        }
        try (PgBouncer pooler = PgBouncer.start();
                FunctionProcess function = FunctionProcess.start(
                        "reserve-credits",
                        "DATABASE_URL",
                        pooler.url(),
                        "SCHEMATA_DATABASE_TRANSACTION_POOLER",
                        "true")) {
            List<String> answers = Crowd.of(32, 10_000, call -> {
                String tenant = tenants.get(call % tenants.size());
                String token = Tokens.user(users.get(call / tenants.size() % users.size()));
                String body = "{\"amount\": 1, \"reference\": \"pooled %s\"}".formatted(tenant);
                // Every seventh call reads as the user, so that roles and claims pass through the same sessions.
                return Crowd.send((call % 7 == 0
                                                ? Crowd.request(function.port(), "credit-balance", token, "{}")
                                                : Crowd.request(function.port(), "reserve-credits", token, body))
                                        .header("Content-Profile", tenant))
                                .status()
                        + (call % 7 == 0 ? " read" : " " + tenant);
            });
            Map<String, Long> byTenant = answers.stream().collect(Collectors.groupingBy(a -> a, Collectors.counting()));
            tenants.forEach(tenant -> assertEquals(
                    byTenant.get("200 " + tenant),
                    Database.value(
                            Tenants.SCHEMAS.get(tenant),
                            "select count(*) from credit_reservations where reference like 'pooled %' and reference = ?",
                            "pooled " + tenant)));
            assertEquals(
                    10_000,
                    answers.stream().filter(answer -> answer.startsWith("200 ")).count());
            tenants.forEach(tenant -> assertEquals(
                    0L,
                    Database.value(
                            Tenants.SCHEMAS.get(tenant),
                            "select count(*) from credit_reservations where reference like 'pooled %' and reference <> ?",
                            "pooled " + tenant)));
        }
        assertEquals(List.of(), discrepancies());
    }
}

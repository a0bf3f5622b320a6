package io.schemata.drafts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
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
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drafts stay in their tenants, and Hibernate works, behind a pooler that hands each transaction another session. */
@Tag("slow")
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class PgBouncerIT {
    private static final int DRAFTS = 500;

    @Test
    void savesAndClaimsInFiveTenantsBehindATransactionPooler() {
        assumeTrue(PgBouncer.isInstalled(), "pgbouncer is not installed: skipped");
        UUID user = Database.newUser();
        List<String> tenants = List.copyOf(Tenants.SCHEMAS.keySet());
        try (PgBouncer pooler = PgBouncer.start();
                FunctionProcess function = FunctionProcess.start(
                        "claim-draft", "DATABASE_URL", pooler.url(), "SCHEMATA_DATABASE_TRANSACTION_POOLER", "true")) {
            List<String> claimed = Crowd.of(16, DRAFTS, call -> {
                String tenant = tenants.get(call % tenants.size());
                String prompt = "{\"prompt\": \"in %s\"}".formatted(tenant);
                String token = call(function, "save-draft", Tokens.anon(), tenant, prompt)
                        .replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
                String answer = call(function, "claim-draft", Tokens.user(user), tenant, DraftCalls.body(token));
                assertTrue(answer.contains("\"prompt\":\"in %s\"".formatted(tenant)), answer);
                return tenant;
            });
            assertEquals(DRAFTS, claimed.size());
        }
        Tenants.SCHEMAS.forEach((tenant, schema) -> assertEquals(
                List.of(List.of("in " + tenant, (long) DRAFTS / tenants.size())),
                Database.rows(
                        schema,
                        "select prompt_text, count(*) from draft_prompts where user_id = ? group by prompt_text",
                        user)));
    }

    private static String call(FunctionProcess process, String function, String caller, String tenant, String body) {
        Crowd.Answer answer =
                Crowd.send(Crowd.request(process.port(), function, caller, body).header("Content-Profile", tenant));
        assertEquals(200, answer.status(), answer::body);
        return answer.body();
    }
}

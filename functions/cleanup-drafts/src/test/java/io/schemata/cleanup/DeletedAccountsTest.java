package io.schemata.cleanup;

import static io.schemata.cleanup.CleanupCalls.cleanUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ledger stops naming a deleted user: at once for a short history, by the clean-up for a long one. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class DeletedAccountsTest {
    private static final int ENTRIES = 1_200;

    /** What a deletion changes itself. */
    private static final int AT_ONCE = 500;

    private final UUID user = Database.userWith("public", ENTRIES);

    @BeforeEach
    void spendOneByOne() {
        Database.execute(
                "public",
                "insert into credit_ledger (user_id, type, amount, balance_after)"
                        + " select ?, 'usage', -1, ? - spent from generate_series(1, ?) spent",
                user,
                ENTRIES,
                ENTRIES);
        Database.execute("public", "update credit_accounts set available = 0 where user_id = ?", user);
        Database.execute("public", "delete from auth.users where id = ?", user);
    }

    @Test
    void theCleanUpTakesTheNameFromWhatTheDeletionLeft() {
        assertEquals(1L + ENTRIES - AT_ONCE, named());
        cleanUp("{\"dryRun\": true}");
        assertEquals(1L + ENTRIES - AT_ONCE, named());

        cleanUp("{\"batchSize\": 300}");
        assertEquals(0L, named());
        assertEquals(List.of(), Database.rows("public", "select * from deleted_credit_accounts"));
    }

    @Test
    void nothingThatAUserWroteIsLeft() {
        String secret = "written by " + UUID.randomUUID();
        UUID writer = Database.userWith("public", 10);
        Database.execute("public", "select grant_credits(?, 7, 'purchase', ?, ?, ?)", writer, secret, secret, secret);
        Database.execute("public", "select reserve_credits(?, ?, 2, null, ?, 3600, ?)", writer, writer, secret, secret);
        Database.execute("public", "delete from auth.users where id = ?", writer);

        for (String table : List.of("credit_ledger", "credit_requests", "credit_reservations", "credit_accounts")) {
            assertEquals(
                    0L,
                    Database.value(
                            "public",
                            "select count(*) from %s t where t::text like '%%' || ? || '%%'".formatted(table),
                            secret),
                    table);
        }
        IllegalStateException refused = assertThrows(
                IllegalStateException.class,
                () -> Database.execute(
                        "public", "select grant_credits(?, 7, 'purchase', null, ?, null)", Database.newUser(), secret));
        assertTrue(refused.getMessage().contains("IDEMPOTENCY_MISMATCH paymentId"), refused::getMessage);
    }

    @Test
    void aUserWhoIsThereAgainStartsAnew() {
        Database.execute("public", "insert into auth.users (id) values (?)", user);
        String grant = "select grant_credits(?, 7, 'grant', null, null, null)";
        assertThrows(IllegalStateException.class, () -> Database.execute("public", grant, user), "too many to do now");
        cleanUp("{}");
        Database.execute("public", grant, user);

        assertEquals(7L, Database.value("public", "select sum(amount) from credit_ledger where user_id = ?", user));
        assertEquals(List.of(), Database.rows("public", "select * from credit_discrepancies where user_id = ?", user));
    }

    @Test
    void aLateGrantDoesNotWaitForTheCleanUp() {
        String grant = "select grant_credits(?, 7, 'grant', null, null, null)";
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> Database.execute("public", grant, user));
        assertTrue(refused.getMessage().contains("USER_NOT_FOUND"), refused::getMessage);
    }

    private Object named() {
        return Database.value("public", "select count(*) from credit_ledger where user_id = ?", user);
    }
}

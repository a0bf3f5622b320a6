package io.schemata.credits;

import io.restassured.response.Response;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.Tenants;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The calls and looks that the credit tests have in common. */
final class CreditCalls {
    private CreditCalls() {}

    static Response reserve(UUID user, int amount) {
        return Http.call("reserve-credits", Tokens.user(user), reference(amount));
    }

    static Response reserve(UUID user, int amount, String key) {
        return Http.call("reserve-credits", Tokens.user(user), reference(amount), Map.of("Idempotency-Key", key));
    }

    static String reference(int amount) {
        return "{\"amount\": %d, \"reference\": \"work\"}".formatted(amount);
    }

    static UUID held(UUID user, int amount) {
        return UUID.fromString(
                reserve(user, amount).then().statusCode(200).extract().path("reservationId"));
    }

    static Response settle(UUID reservation, int finalAmount) {
        return Http.call(
                "settle-credits",
                Tokens.service(),
                "{\"reservationId\": \"%s\", \"finalAmount\": %d}".formatted(reservation, finalAmount));
    }

    static Response release(String token, UUID reservation) {
        return Http.call("release-credits", token, "{\"reservationId\": \"%s\"}".formatted(reservation));
    }

    /** Lets a hold's time be over, as only the database's owner can. */
    static void expire(UUID reservation) {
        Database.execute(
                "public",
                "update credit_reservations set expires_at = now() - interval '1 second' where id = ?",
                reservation);
    }

    /** Available, held, and how many ledger entries: what a refused call leaves alone. */
    static List<Object> books(UUID user) {
        return Database.rows(
                        "public",
                        "select a.available, a.held, (select count(*) from credit_ledger l where l.user_id = a.user_id),"
                                + " (select count(*) from credit_reservations r where r.user_id = a.user_id)"
                                + " from credit_accounts a where a.user_id = ?",
                        user)
                .get(0);
    }

    /** Every account, in every tenant, where ledger, balance and holds disagree: there must be none. */
    static List<List<Object>> discrepancies() {
        return Tenants.SCHEMAS.values().stream()
                .flatMap(schema -> Database.rows(schema, "select * from credit_discrepancies").stream())
                .toList();
    }
}

package io.schemata.users;

import static io.schemata.testing.Http.expectRefusal;
import static io.schemata.users.SetUpCalls.anonymousUser;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.schemata.testing.ApiKeys;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** An anonymous user's drafts and credits go over to an account, each exactly once. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class TakeOverTest {
    private UUID account;
    private UUID previous;

    @BeforeEach
    void signIn() {
        SetUpCalls.addSupabasesColumns();
        account = Database.newUser();
        previous = anonymousUser();
        own(previous);
    }

    @AfterEach
    void everyAccountIsSound() {
        assertEquals(List.of(), Database.rows("public", "select * from credit_discrepancies"));
    }

    @Test
    void aUserWhoShowsTheAnonymousUsersTokenGetsWhatIsTheirs() {
        shownBy(account, previous)
                .then()
                .statusCode(200)
                .body("tenants.find { it.tenant == 'public' }.movedDrafts", equalTo(1))
                .body("tenants.find { it.tenant == 'public' }.movedCredits", equalTo(7))
                .body("tenants.find { it.tenant == 'public' }.credits", equalTo("created"));
        assertEquals(List.of(17L, 1L), has(account));
        assertEquals(List.of(0L, 0L), has(previous));
        assertEquals(
                List.of(List.of("grant", 7, 7), List.of("expire", -7, 0)),
                Database.rows(
                        "public",
                        "select type, amount, balance_after from credit_ledger where user_id = ? order by entry_number",
                        previous));

        shownBy(account, previous)
                .then()
                .statusCode(200)
                .body("tenants.find { it.tenant == 'public' }.movedCredits", equalTo(0));
        assertEquals(List.of(17L, 1L), has(account));
    }

    @Test
    void theServiceNamesTheAnonymousUser() {
        named(account, previous).then().statusCode(200);
        named(account, previous).then().statusCode(200);
        assertEquals(List.of(17L, 1L), has(account));
    }

    @Test
    void theAccountMayBeYoungerThanTheAnonymousUser() {
        UUID younger = Database.newUser();
        shownBy(younger, previous).then().statusCode(200);
        assertEquals(List.of(17L, 1L), has(younger));
    }

    @Test
    void whatComesLaterGoesOverWithARepeat() {
        shownBy(account, previous).then().statusCode(200);
        own(previous);
        shownBy(account, previous).then().statusCode(200);
        assertEquals(List.of(24L, 2L), has(account));
    }

    @RepeatedTest(5)
    void eachGoesOverOnceInThirtyTwoCallsAtOnceWithAClaimInBetween() {
        String token = UUID.randomUUID() + "-" + UUID.randomUUID();
        Database.execute(
                "public",
                "insert into draft_prompts (session_token, prompt_text) values (encode(sha256(?::bytea), 'hex'), 'y')",
                token);

        List<String> answers = Crowd.of(16, 32, call -> {
            if (call == 7) {
                Database.rows(
                        "public",
                        "select * from claim_draft(?, encode(sha256(?::bytea), 'hex'), null)",
                        previous,
                        token);
                return "";
            }
            Crowd.Answer answer = Crowd.send(
                    call % 2 == 0
                            ? Crowd.request("new-user", Tokens.user(account), shown(previous))
                            : Crowd.request("new-user", Tokens.service(), body(account, previous)));
            assertEquals(200, answer.status(), answer::body);
            return answer.body();
        });

        assertTrue(answers.stream().noneMatch(answer -> answer.contains("problem")), answers::toString);
        shownBy(account, previous).then().statusCode(200);
        assertEquals(List.of(17L, 2L), has(account));
        assertEquals(List.of(0L, 0L), has(previous));
    }

    @Test
    void anOpenHoldGoesOverAndIsChargedToTheAccount() {
        UUID hold = hold(previous, 5);
        shownBy(account, previous).then().statusCode(200);
        assertEquals(List.of(12L, 1L), has(account));

        Database.rows("public", "select * from settle_credits(?, 3, null)", hold);
        assertEquals(List.of(14L, 1L), has(account));
        assertEquals(List.of(0L, 0L), has(previous));
    }

    @RepeatedTest(5)
    void aHoldThatIsClosedWhileItGoesOverIsClosedOnce() {
        List<UUID> holds = Stream.generate(() -> hold(previous, 1)).limit(7).toList();

        List<String> answers = Crowd.of(16, 42, call -> switch (call % 3) {
            case 0 -> closed(holds.get(call / 6), call % 2 == 0);
            case 1 ->
                Crowd.send(Crowd.request("new-user", Tokens.user(account), shown(previous)))
                        .body();
            default ->
                Crowd.send(Crowd.request("new-user", Tokens.service(), body(account, previous)))
                        .body();
        });

        assertTrue(answers.stream().noneMatch(answer -> answer.contains("problem")), answers::toString);
        shownBy(account, previous).then().statusCode(200);
        assertEquals(
                7L,
                Database.value(
                        "public",
                        "select count(*) from credit_reservations where id = any (?) and state in ('settled', 'released')",
                        (Object) holds.toArray(UUID[]::new)));
        Object used = Database.value(
                "public", "select coalesce(sum(final_amount), 0) from credit_reservations where id = any (?)", (Object)
                        holds.toArray(UUID[]::new));
        assertEquals(List.of(17L - (Long) used, 1L), has(account));
        assertEquals(List.of(0L, 0L), has(previous));
    }

    @Test
    void whoHasAnAccountOfTheirOwnByNowKeepsWhatIsTheirs() {
        shownBy(account, previous).then().statusCode(200);
        SetUpCalls.convert(previous, previous + "@example.com");
        own(previous);

        expectRefusal(shownBy(account, previous), 404, "USER_NOT_FOUND");
        expectRefusal(named(account, previous), 404, "USER_NOT_FOUND");
        SetUpCalls.byService(account).then().statusCode(200);
        assertEquals(List.of(17L, 1L), has(account));
        assertEquals(List.of(7L, 1L), has(previous));
    }

    @Test
    void aTenantThatFailedIsDoneByWhoeverSetsTheAccountUpNext() {
        Database.execute("public", "alter table draft_prompts rename to hidden");
        try {
            shownBy(account, previous).then().statusCode(200);
        } finally {
            Database.execute("public", "alter table hidden rename to draft_prompts");
        }
        assertEquals(List.of(7L, 1L), has(previous));

        SetUpCalls.byService(account).then().statusCode(200);
        assertEquals(List.of(17L, 1L), has(account));
    }

    /** A hold is settled or released. */
    private static String closed(UUID hold, boolean isSettled) {
        try {
            return String.valueOf(Database.value(
                    "public",
                    isSettled
                            ? "select state from settle_credits(?, 1, null)"
                            : "select state from release_credits(null, ?, null)",
                    hold));
        } catch (IllegalStateException refused) { // the other way was first
            return "refused";
        }
    }

    private static UUID hold(UUID user, int amount) {
        return (UUID) Database.value(
                "public",
                "select reservation_id from reserve_credits(?, ?, ?, null, 'a film', 3600, null)",
                user,
                user,
                amount);
    }

    @Test
    void nothingGoesToASecondAccount() {
        shownBy(account, previous).then().statusCode(200);
        own(previous);
        UUID other = Database.newUser();

        for (Response refused : List.of(shownBy(other, previous), named(other, previous))) {
            expectRefusal(refused, 404, "USER_NOT_FOUND");
        }
        shownBy(other, previous).then().body("field", equalTo("previousToken"));
        named(other, previous).then().body("field", equalTo("previousUserId"));
        assertEquals(List.of(0L, 0L), has(other));
        assertEquals(List.of(7L, 1L), has(previous));
    }

    @Test
    void nothingGoesFromAUserWithAnAccount() {
        UUID other = Database.newUser();
        own(other);
        expectRefusal(named(account, other), 404, "USER_NOT_FOUND");
        expectRefusal(named(account, UUID.randomUUID()), 404, "USER_NOT_FOUND");
        expectRefusal(shownBy(account, other), 404, "USER_NOT_FOUND"); // a token from before there was an account
        assertEquals(List.of(7L, 1L), has(other));
        assertEquals(List.of(0L, 0L), has(account));
    }

    @Test
    void nothingGoesRoundInACircle() {
        shownBy(account, previous).then().statusCode(200);
        UUID third = anonymousUser();
        own(third);

        expectRefusal(named(previous, account), 404, "USER_NOT_FOUND");
        expectRefusal(named(previous, third), 404, "USER_NOT_FOUND");
        Database.execute("public", "update auth.users set is_anonymous = true where id = ?", account);
        expectRefusal(named(Database.newUser(), account), 404, "USER_NOT_FOUND");
        assertEquals(List.of(17L, 1L), has(account));
        assertEquals(List.of(7L, 1L), has(third));
    }

    @Test
    void whereAuthDoesNotSayWhoIsAnonymousAnAddressTellsWhoIsNot() {
        UUID withAddress = Database.newUser();
        own(withAddress);
        Database.execute("public", "alter table auth.users rename is_anonymous to hidden");
        try {
            expectRefusal(named(account, withAddress), 404, "USER_NOT_FOUND");
            assertEquals(List.of(7L, 1L), has(withAddress));
            named(account, previous).then().statusCode(200);
            assertEquals(List.of(17L, 1L), has(account));
        } finally {
            Database.execute("public", "alter table auth.users rename hidden to is_anonymous");
        }
    }

    @Test
    void whereAuthDoesNotSayWhoIsAnonymousWelcomeCreditsAreNotCollected() {
        Database.execute("public", "alter table auth.users rename is_anonymous to hidden");
        try {
            SetUpCalls.byService(previous).then().statusCode(200);
            assertEquals(List.of(17L, 1L), has(previous));
            named(account, previous).then().statusCode(200);
            assertEquals(List.of(10L, 1L), has(account), "the draft alone goes over");
            assertEquals(List.of(17L, 0L), has(previous));
        } finally {
            Database.execute("public", "alter table auth.users rename hidden to is_anonymous");
        }
    }

    @Test
    void whereAuthDoesNotSayWhoIsAnonymousAnAddressCountsMoreThanATokenFromBefore() {
        Database.execute("public", "alter table auth.users rename is_anonymous to hidden");
        try {
            shownBy(account, previous).then().statusCode(200);
            Database.execute("public", "update auth.users set email = id || '@example.com' where id = ?", previous);
            own(previous);
            SetUpCalls.byService(account).then().statusCode(200);
            assertEquals(List.of(17L, 1L), has(account));
        } finally {
            Database.execute("public", "alter table auth.users rename hidden to is_anonymous");
        }
    }

    @Test
    void whoHasGotAnAccountOfTheirOwnMayTakeOverInTurn() {
        shownBy(account, previous).then().statusCode(200);
        SetUpCalls.convert(previous, previous + "@example.com");
        UUID third = anonymousUser();
        own(third);

        shownBy(previous, third).then().statusCode(200);
        assertEquals(List.of(0L, 0L), has(third));
        assertEquals(1L, has(previous).get(1));
    }

    @RepeatedTest(5)
    void twoRequestsAtOnceUnderOneKeyAreOneRequest() {
        UUID other = anonymousUser();
        own(other);
        String key = UUID.randomUUID().toString();
        List<Integer> answers = Crowd.of(
                2,
                2,
                call -> Crowd.send(Crowd.request("new-user", Tokens.user(account), shown(call == 0 ? previous : other))
                                .header("Idempotency-Key", key))
                        .status());
        assertEquals(List.of(200, 422), answers.stream().sorted().toList());
        assertEquals(
                1L,
                Database.value("public", "select count(*) from schemata.taken_over_users where user_id = ?", account));
        assertEquals(List.of(17L, 1L), has(account));
    }

    @Test
    void aRefusedRequestSpendsNoKey() {
        String key = UUID.randomUUID().toString();
        UUID nobody = UUID.randomUUID();
        for (UUID named : List.of(nobody, previous)) {
            Crowd.Answer answer = Crowd.send(Crowd.request("new-user", Tokens.service(), body(account, named))
                    .header("Idempotency-Key", key));
            assertEquals(named == nobody ? 404 : 200, answer.status(), answer::body);
        }
    }

    @Test
    void onlyAnAnonymousUsersValidTokenWillDo() {
        Map<String, Object> expired = Tokens.userClaims(previous);
        expired.put("is_anonymous", true);
        expired.put("exp", Tokens.inSeconds(-3_600));
        for (String token : List.of(
                "x",
                Tokens.signed(expired),
                Tokens.user(previous),
                Tokens.anon(),
                Tokens.service(),
                ApiKeys.SECRET,
                Tokens.anonymousUser(account))) {
            Response refused =
                    Http.call("new-user", Tokens.user(account), "{\"previousToken\": \"%s\"}".formatted(token));
            expectRefusal(refused, 400, "INVALID_REQUEST");
            refused.then().body("field", equalTo("previousToken"));
            assertTrue(token.length() < 10 || !refused.asString().contains(token));
        }
        expectRefusal(Http.call("new-user", Tokens.anonymousUser(account), shown(previous)), 400, "INVALID_REQUEST");
        expectRefusal(named(account, account), 400, "INVALID_REQUEST");
        expectRefusal(
                Http.call("new-user", Tokens.user(account), "{\"previousUserId\": \"%s\"}".formatted(previous)),
                403,
                "FORBIDDEN");
        assertEquals(List.of(7L, 1L), has(previous));
        assertEquals(List.of(0L, 0L), has(account));
    }

    @Test
    void anAccountThatIsTooFullSaysSo() {
        Database.execute("public", "select grant_credits(?, 1999999999, 'grant', null, null, null)", account);
        shownBy(account, previous)
                .then()
                .statusCode(200)
                .body("tenants.find { it.tenant == 'public' }.problem", equalTo("LIMIT_EXCEEDED"));
        assertEquals(List.of(7L, 1L), has(previous), "all or nothing in each tenant");
    }

    /** Seven credits and a draft. */
    private static void own(UUID user) {
        Database.execute("public", "select grant_credits(?, 7, 'grant', null, null, null)", user);
        Database.execute(
                "public",
                "insert into draft_prompts (session_token, user_id, prompt_text) values (encode(sha256(?::bytea), 'hex'), ?, 'x')",
                UUID.randomUUID().toString(),
                user);
    }

    private static Response shownBy(UUID account, UUID previous) {
        return Http.call("new-user", Tokens.user(account), shown(previous));
    }

    private static String shown(UUID previous) {
        return "{\"previousToken\": \"%s\"}".formatted(Tokens.anonymousUser(previous));
    }

    private static Response named(UUID account, UUID previous) {
        return Http.call("new-user", Tokens.service(), body(account, previous));
    }

    private static String body(UUID account, UUID previous) {
        return "{\"userId\": \"%s\", \"previousUserId\": \"%s\"}".formatted(account, previous);
    }

    /** Available credits and drafts. */
    private static List<Object> has(UUID user) {
        return Database.rows(
                        "public",
                        "select (select coalesce(sum(available), 0) from credit_accounts where user_id = u.id),"
                                + " (select count(*) from draft_prompts where user_id = u.id)"
                                + " from (select ?::uuid as id) u",
                        user)
                .get(0);
    }
}

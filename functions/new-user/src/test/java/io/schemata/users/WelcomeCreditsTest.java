package io.schemata.users;

import static io.schemata.users.SetUpCalls.anonymousUser;
import static io.schemata.users.SetUpCalls.byService;
import static io.schemata.users.SetUpCalls.convert;
import static io.schemata.users.SetUpCalls.has;
import static io.schemata.users.SetUpCalls.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who gets welcome credits: everybody who is known, once. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class WelcomeCreditsTest {
    private static final List<Object> WELCOMED = List.of(1L, 1L, 10L, 1L);
    private static final List<Object> NOT_WELCOMED = Arrays.asList(1L, 0L, null, 0L);

    private final String email = UUID.randomUUID() + "@Example.com";

    @BeforeEach
    void addSupabasesColumns() {
        SetUpCalls.addSupabasesColumns();
    }

    @Test
    void anAnonymousUserGetsThemWithAnAccount() {
        UUID user = anonymousUser();
        for (int i = 0; i < 2; i++) {
            assertEquals(Collections.singletonList(null), words(byService(user), "credits"));
            Http.call("new-user", Tokens.anonymousUser(user), "{}").then().statusCode(200);
            assertEquals(NOT_WELCOMED, has("public", user));
        }

        convert(user, email);
        assertEquals(List.of("created"), words(Http.call("new-user", Tokens.user(user), "{}"), "credits"));
        assertEquals(List.of("present"), words(byService(user), "credits"));
        assertEquals(WELCOMED, has("public", user));
    }

    @Test
    void anAnonymousUsersTokenIsEnoughToTellWhoTheyAre() {
        UUID user = Database.newUser();
        Http.call("new-user", Tokens.anonymousUser(user), "{}").then().statusCode(200);
        assertEquals(NOT_WELCOMED, has("public", user));

        Http.call("new-user", Tokens.user(user), "{}").then().statusCode(200);
        assertEquals(WELCOMED, has("public", user));
    }

    @Test
    void anAddressThatIsNotConfirmedIsNobodysYet() {
        UUID user = UUID.randomUUID();
        Database.execute(
                "public", "insert into auth.users (id, email, email_confirmed_at) values (?, ?, null)", user, email);
        byService(user).then().statusCode(200);
        assertEquals(NOT_WELCOMED, has("public", user));

        convert(user, email);
        byService(user).then().statusCode(200);
        assertEquals(WELCOMED, has("public", user));
    }

    @Test
    void whoComesAgainUnderTheSameAddressHasHadThem() {
        UUID first = UUID.randomUUID();
        Database.execute("public", "insert into auth.users (id, email) values (?, ?)", first, email);
        assertEquals(List.of("created"), words(byService(first), "credits"));
        Database.execute("public", "delete from auth.users where id = ?", first);

        UUID again = UUID.randomUUID();
        Database.execute("public", "insert into auth.users (id, email) values (?, ?)", again, email.toLowerCase());
        assertEquals(List.of("present"), words(byService(again), "credits"));
        assertEquals(List.of(1L, 1L, 0L, 0L), has("public", again));
        String kept =
                (String) Database.value("public", "select string_agg(welcome_grants::text, ' ') from welcome_grants");
        assertFalse(kept.toLowerCase().contains(email.toLowerCase()), kept);
        assertEquals(
                List.of(0L),
                Database.rows(
                                "public",
                                "select count(*) from welcome_grants one join video_alpha.welcome_grants other using (identity_digest)")
                        .get(0),
                "two tenants cannot be compared");
    }

    @Test
    void anotherAddressOfTheSameUserHasHadThemToo() {
        UUID user = Database.newUser();
        byService(user).then().statusCode(200);
        convert(user, email);
        byService(user).then().statusCode(200);
        Database.execute("public", "delete from auth.users where id = ?", user);

        UUID again = anonymousUser();
        convert(again, email);
        byService(again).then().statusCode(200);
        assertEquals(List.of(1L, 1L, 0L, 0L), has("public", again));
    }

    @Test
    void theTriggerGivesThemAtConversion() {
        Database.execute("public", "select schemata.install_sign_up_trigger(true)");
        try {
            UUID user = anonymousUser();
            assertEquals(NOT_WELCOMED, has("public", user));
            convert(user, email);
            assertEquals(WELCOMED, has("public", user));

            Database.execute("public", "delete from auth.users where id = ?", user);
            UUID again = anonymousUser();
            convert(again, email);
            assertEquals(List.of(1L, 1L, 0L, 0L), has("public", again), "the same address");
        } finally {
            Database.execute("public", "select schemata.install_sign_up_trigger(false)");
        }
    }

    @Test
    void aThousandAnonymousSignUpsAndAHundredReturnsEarnNothing() {
        Object before = Database.value("public", "select coalesce(sum(amount), 0) from credit_ledger");
        List<UUID> anonymous =
                Stream.generate(SetUpCalls::anonymousUser).limit(1_000).toList();
        setUp(anonymous);
        assertEquals(before, Database.value("public", "select coalesce(sum(amount), 0) from credit_ledger"));

        List<UUID> users = Stream.generate(Database::newUser).limit(100).toList();
        setUp(users);
        for (UUID user : users) {
            Database.execute("public", "delete from auth.users where id = ?", user);
            Database.execute("public", "insert into auth.users (id, email) values (?, ?)", user, user + "@EXAMPLE.com");
        }
        setUp(users);
        assertEquals(
                Map.of("available", 0L),
                Map.of(
                        "available",
                        Database.value(
                                "public", "select sum(available) from credit_accounts where user_id = any (?)", (Object)
                                        users.toArray(UUID[]::new))));
    }

    private static void setUp(List<UUID> users) {
        List<Integer> answers = Crowd.of(
                8,
                users.size(),
                call -> Crowd.send(Crowd.request("new-user", Tokens.service(), SetUpCalls.named(users.get(call))))
                        .status());
        assertEquals(List.of(200), answers.stream().distinct().toList());
    }
}

package io.schemata.users;

import io.restassured.response.Response;
import io.schemata.testing.Database;
import io.schemata.testing.Http;
import io.schemata.testing.Tenants;
import io.schemata.testing.Tokens;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** The calls and looks that the sign-up tests have in common. */
final class SetUpCalls {
    private SetUpCalls() {}

    static String named(UUID user) {
        return "{\"userId\": \"%s\"}".formatted(user);
    }

    static Response byService(UUID user) {
        return Http.call("new-user", Tokens.service(), named(user));
    }

    /**
     * Supabase's columns of auth.users that say who a user is; whoever signs up without them has an account and a confirmed
     * address.
     */
    static void addSupabasesColumns() {
        Database.execute(
                "public",
                "alter table auth.users add column if not exists is_anonymous boolean not null default false,"
                        + " add column if not exists email_confirmed_at timestamptz default now(),"
                        + " add column if not exists phone text, add column if not exists phone_confirmed_at timestamptz");
    }

    /** As Supabase's anonymous sign-in makes one. */
    static UUID anonymousUser() {
        UUID id = UUID.randomUUID();
        Database.execute(
                "public", "insert into auth.users (id, is_anonymous, email_confirmed_at) values (?, true, null)", id);
        return id;
    }

    /** As Supabase converts one who has confirmed an address: at once, in three steps. */
    static void convert(UUID user, String email) {
        try (Connection auth = Database.owner("public")) {
            auth.setAutoCommit(false);
            Database.execute(auth, "update auth.users set is_anonymous = false where id = ?", user);
            Database.execute(auth, "update auth.users set email = ? where id = ?", email, user);
            Database.execute(auth, "update auth.users set email_confirmed_at = now() where id = ?", user);
            auth.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** What every enrolled tenant says of its part: {@code created}, {@code present} … */
    static List<String> words(Response answer, String part) {
        return answer.then().statusCode(200).extract().jsonPath().<String>getList("tenants." + part).stream()
                .distinct()
                .toList();
    }

    /** Profiles, accounts, available credits and ledger entries a user has in a tenant. */
    static List<Object> has(String schema, UUID user) {
        return Database.rows(
                        schema,
                        "select (select count(*) from profiles where id = u.id),"
                                + " (select count(*) from credit_accounts where user_id = u.id),"
                                + " (select sum(available) from credit_accounts where user_id = u.id),"
                                + " (select count(*) from credit_ledger where user_id = u.id)"
                                + " from (select ?::uuid as id) u",
                        user)
                .get(0);
    }

    /** The same over all tenants, each kind of tenant once. */
    static List<List<Object>> hasEverywhere(UUID user) {
        return Tenants.SCHEMAS.values().stream()
                .map(schema -> has(schema, user))
                .distinct()
                .toList();
    }

    /** In which schemas a user's sign-up is on the list of the unfinished. */
    static String unfinished(UUID user) {
        return Database.rows(
                        "public",
                        "select schema_name from schemata.unfinished_sign_ups where user_id = ? order by 1",
                        user)
                .stream()
                .map(row -> (String) row.get(0))
                .collect(Collectors.joining(" "));
    }
}

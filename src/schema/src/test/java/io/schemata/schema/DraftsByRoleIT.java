package io.schemata.schema;

import static io.schemata.schema.Person.denied;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each role can and cannot do to drafts with SQL of its own, as through PostgREST. */
@Tag("sql")
@ExtendWith(Migrated.class)
class DraftsByRoleIT {
    private static final String TOKEN = "8d2c0fd4-1d6a-4f0e-9b57-5a7c4f1f3e11";
    private static final String LEAVE = "insert into draft_prompts (session_token, prompt_text) values (?, ?)";

    @Test
    void aVisitorLeavesADraftAndReadsNothingBack() throws SQLException {
        try (Person visitor = Person.anon()) {
            visitor.rows(LEAVE, TOKEN, "a film about bees");
            visitor.rows(
                    "insert into draft_prompts (session_token, prompt_text, template_id, options)"
                            + " values (?, 'b', 't', '{\"a\": 1}') returning 1",
                    TOKEN);
        }
        for (String sql : List.of(
                "select * from draft_prompts",
                "select id from draft_prompts",
                "select count(*) from draft_prompts",
                "insert into draft_prompts (session_token, prompt_text) values ('%s', 'x') returning id"
                        .formatted(TOKEN),
                "insert into draft_prompts (session_token, prompt_text) values ('%s', 'x') on conflict (id) do nothing"
                        .formatted(TOKEN),
                "update draft_prompts set prompt_text = 'x'",
                "delete from draft_prompts",
                "truncate draft_prompts",
                "copy draft_prompts to stdout",
                "lock table draft_prompts",
                "select * from draft_claims",
                "select save_draft(null, 'x', false, 'x', null, null, null, null)",
                "select * from claim_draft(gen_random_uuid(), 'x', null)",
                "select delete_expired_drafts(1, false)",
                "select clean_up('drafts', 1, false)",
                "select set_up_user(gen_random_uuid(), null)",
                "select grant_welcome_credits(gen_random_uuid())",
                "select lock_draft_token('x')",
                "select schemata.enroll_tenant('x', 1)",
                "select * from schemata.unfinished_sign_ups")) {
            denied("42501", Person.anon(), sql);
        }
    }

    @Test
    void aVisitorChoosesNothingButWhatTheyTyped() {
        assertAll(Stream.of(
                        "id = gen_random_uuid()",
                        "user_id = null",
                        "expires_at = now()",
                        "created_at = now()",
                        "request_key = null",
                        "token_salt = null")
                .map(column -> column.split(" = "))
                .map(column -> () -> denied(
                        "42501",
                        Person.anon(),
                        "insert into draft_prompts (session_token, prompt_text, %s) values ('%s', 'x', %s)"
                                .formatted(column[0], TOKEN, column[1]))));
    }

    @Test
    void aVisitorsTokenIsKeptAsItsHash() throws SQLException {
        String hash = (String) Database.value("public", "select encode(sha256(?::bytea), 'hex')", TOKEN);
        try (Connection visitor = Database.owner("public")) {
            visitor.setAutoCommit(false);
            Database.execute(visitor, "set local role anon");
            Database.execute(visitor, LEAVE, TOKEN, "x");
            Database.execute(visitor, "reset role");
            Database.execute(visitor, "set local schemata.session_token = ''");
            Database.execute(visitor, "set local role anon");
            Database.execute(visitor, LEAVE, hash, "a hash is hashed again: it is no way to another's token");
            Database.execute(visitor, "reset role");
            assertEquals(
                    List.of(List.of(1L, 0L)),
                    Database.rows(
                            visitor,
                            "select count(*) filter (where session_token = ?),"
                                    + " count(*) filter (where d::text like '%' || ? || '%') from draft_prompts d",
                            hash,
                            TOKEN));
            visitor.rollback();
        }
    }

    @Test
    void nobodyExceedsTheCaps() {
        assertAll(
                () -> denied("23514", Person.anon(), insert(TOKEN, "repeat('x', 20001)", "'t'", "'{}'")),
                () -> denied("23514", Person.anon(), insert(TOKEN, "''", "'t'", "'{}'")),
                () -> denied("23514", Person.anon(), insert(TOKEN, "'x'", "repeat('x', 201)", "'{}'")),
                () -> denied("23514", Person.anon(), insert(TOKEN, "'x'", "'t'", "'[]'")),
                () -> denied(
                        "23514",
                        Person.anon(),
                        insert(TOKEN, "'x'", "'t'", "jsonb_build_object('a', repeat('x', 33000))")),
                () -> denied("23514", Person.anon(), insert("short", "'x'", "'t'", "'{}'")),
                () -> denied("23514", Person.anon(), insert("x".repeat(256), "'x'", "'t'", "'{}'")),
                () -> denied("23502", Person.anon(), "insert into draft_prompts (prompt_text) values ('x')"),
                () -> denied(
                        "SCL01",
                        Person.anon(),
                        "insert into draft_prompts (session_token, prompt_text) select '%s', 'x' from generate_series(1, 21)"
                                .formatted(TOKEN)));
    }

    @Test
    void aVisitorUsesOneTokenInATransaction() throws SQLException {
        try (Person visitor = Person.anon()) {
            visitor.rows(LEAVE, TOKEN, "one");
            visitor.rows(LEAVE, TOKEN, "two");
            SQLException refused = assertThrows(SQLException.class, () -> visitor.rows(LEAVE, TOKEN + "2", "three"));
            assertEquals("SCL01", refused.getSQLState());
        }
        denied(
                "SCL01",
                Person.anon(),
                "insert into draft_prompts (session_token, prompt_text) select '%s' || i, 'x' from generate_series(1, 2) i"
                        .formatted(TOKEN));
    }

    @Test
    void draftsAreLeftWhereTheyCanBeCounted() throws SQLException {
        try (Connection visitor = Database.owner("public")) {
            visitor.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            visitor.setAutoCommit(false);
            Database.execute(visitor, "set local role anon");
            SQLException refused = assertThrows(SQLException.class, () -> Database.execute(visitor, LEAVE, TOKEN, "x"));
            assertEquals("0A000", refused.getSQLState());
        }
    }

    @Test
    void twentyDraftsOfATokenAreTaken() throws SQLException {
        try (Person visitor = Person.anon()) {
            visitor.rows(
                    "insert into draft_prompts (session_token, prompt_text) select ?, 'x' from generate_series(1, 20)",
                    TOKEN);
            SQLException refused = assertThrows(SQLException.class, () -> visitor.rows(LEAVE, TOKEN, "one more"));
            assertEquals("SCL01", refused.getSQLState());
        }
    }

    @Test
    void noErrorRepeatsAToken() throws SQLException {
        for (String sql : List.of(
                insert(TOKEN, "repeat('x', 20001)", "'t'", "'{}'"),
                insert(TOKEN, "'x'", "'t'", "'[]'"),
                "insert into draft_prompts (session_token, prompt_text) select '%s', 'x' from generate_series(1, 21)"
                        .formatted(TOKEN))) {
            try (Person visitor = Person.anon()) {
                SQLException refused = assertThrows(SQLException.class, () -> visitor.rows(sql));
                assertFalse(refused.toString().contains(TOKEN), refused::toString);
            }
        }
    }

    @Test
    void aUserReadsTheDraftsTheyHaveClaimedAndNoOther() throws SQLException {
        UUID anna = Database.newUser();
        UUID bert = Database.newUser();
        for (UUID user : List.of(anna, bert)) {
            String hash = (String) Database.value("public", "select encode(sha256(?::bytea), 'hex')", user.toString());
            Database.execute("public", "select save_draft(null, ?, false, 'p', null, null, null, null)", hash);
            Database.execute("public", "select claim_draft(?, ?, null)", user, hash);
        }
        try (Person user = Person.authenticated(anna)) {
            assertEquals(List.of(List.of(anna)), user.rows("select user_id from draft_prompts"));
        }
        denied("42501", Person.authenticated(anna), "select session_token from draft_prompts");
        denied("42501", Person.authenticated(anna), "update draft_prompts set prompt_text = 'x'");
        denied("42501", Person.authenticated(anna), "delete from draft_prompts");
        denied("42501", Person.authenticated(anna), "select * from draft_claims");
    }

    @Test
    void theServiceLeavesATokenAsItsHashToo() throws SQLException {
        try (Person service = Person.service()) {
            service.rows(LEAVE, TOKEN, "x");
            assertTrue(service.rows("select session_token from draft_prompts where session_token = ?", TOKEN)
                    .isEmpty());
        }
    }

    private static String insert(String token, String prompt, String template, String options) {
        return "insert into draft_prompts (session_token, prompt_text, template_id, options) values ('%s', %s, %s, %s)"
                .formatted(token, prompt, template, options);
    }
}

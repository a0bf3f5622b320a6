package io.schemata.schema;

import static io.schemata.schema.Person.denied;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each role can and cannot do to credits with SQL of its own, as through PostgREST. */
@Tag("sql")
@ExtendWith(Migrated.class)
class CreditsByRoleIT {
    private static final List<String> TABLES =
            List.of("credit_accounts", "credit_reservations", "credit_ledger", "credit_requests");

    private static UUID anna;
    private static UUID bert;

    @BeforeAll
    static void twoUsersWithCredits() {
        anna = Database.userWith("public", 100);
        bert = Database.userWith("public", 50);
        Database.execute("public", "select reserve_credits(?, ?, 30, null, 'work', 3600, 'k')", anna, anna);
    }

    @Test
    void aUserReadsTheirOwnAlone() throws SQLException {
        try (Person user = Person.authenticated(anna)) {
            assertEquals(
                    List.of(List.of(anna, 70, 30)), user.rows("select user_id, available, held from credit_accounts"));
            assertEquals(List.of(List.of(anna)), user.rows("select distinct user_id from credit_ledger"));
            assertEquals(List.of(List.of(anna)), user.rows("select distinct user_id from credit_reservations"));
            assertEquals(List.of(List.of(70)), user.rows("select get_credit_balance(?)", anna));
            assertEquals(List.of(List.of(0)), user.rows("select get_credit_balance(?)", bert));
        }
    }

    @Test
    void aUserWritesNothing() {
        assertAll(TABLES.stream()
                .flatMap(table -> Stream.of(
                                "insert into %s default values", "delete from %s", "truncate %s", "truncate %s cascade")
                        .map(sql -> () -> denied(Person.authenticated(anna), sql.formatted(table)))));
        assertAll(
                () -> denied(Person.authenticated(anna), "update credit_accounts set available = 1000000"),
                () -> denied(Person.authenticated(anna), "update credit_ledger set amount = 1000"),
                () -> denied(Person.authenticated(anna), "update credit_reservations set state = 'released'"),
                () -> denied(Person.authenticated(anna), "select * from credit_requests"),
                () -> denied(Person.authenticated(anna), "select * from credit_discrepancies"),
                () -> denied(Person.authenticated(anna), "select * from databasechangelog"),
                () -> denied(Person.authenticated(anna), "update profiles set stripe_customer_id = 'cus_1'"));
    }

    @Test
    void noCallerCallsAFunctionThatMovesCredits() {
        List<String> calls = List.of(
                "select reserve_credits(null, '%s', 1, null, 'x', 60, null)".formatted(anna),
                "select settle_credits(gen_random_uuid(), 1, null)",
                "select release_credits(null, gen_random_uuid(), null)",
                "select grant_credits('%s', 1000, 'grant', null, null, null)".formatted(anna),
                "select close_reservation(gen_random_uuid(), 'released', null)",
                "select lock_credit_account('%s')".formatted(anna),
                "select lock_reservation(gen_random_uuid(), null)",
                "select open_credit_account('%s')".formatted(anna),
                "select claim_credit_request(null, null, 'f', 'k', '{}', gen_random_uuid())",
                "select credit_balance('service_role', '{}', '%s', 1)".formatted(anna),
                "select act_as('service_role', '{}')",
                "select keep_ledger()");
        assertAll(calls.stream()
                .flatMap(call -> Stream.of(
                        () -> denied(Person.anon(), call),
                        () -> denied(Person.authenticated(anna), call),
                        () -> denied(Person.service(), call))));
    }

    @Test
    void aVisitorDoesNothingAtAll() {
        assertAll(TABLES.stream()
                .flatMap(table -> Stream.of(
                                "select * from %s",
                                "insert into %s default values", "delete from %s", "truncate %s", "lock table %s")
                        .map(sql -> () -> denied(Person.anon(), sql.formatted(table)))));
        assertAll(
                () -> denied(Person.anon(), "select get_credit_balance('%s')".formatted(anna)),
                () -> denied(Person.anon(), "select project_dashboard()"),
                () -> denied(Person.anon(), "select nextval('credit_ledger_entry_number_seq')"));
    }

    @Test
    void theServiceReadsAllAndStillWritesNothing() throws SQLException {
        try (Person service = Person.service()) {
            assertEquals(
                    List.of(List.of(2L)),
                    service.rows("select count(*) from credit_accounts where user_id in (?, ?)", anna, bert));
            assertEquals(List.of(), service.rows("select * from credit_discrepancies"));
        }
        assertAll(
                () -> denied(Person.service(), "update credit_accounts set available = 1"),
                () -> denied(
                        Person.service(),
                        "insert into credit_ledger (type, amount, balance_after) values ('grant', 1, 1)"),
                () -> denied(Person.service(), "truncate credit_ledger"));
    }

    @Test
    void theFunctionsLoginOwnsAndCreatesNothing() {
        assertAll(
                () -> denied(Person.functions(), "create table mine (id int)"),
                () -> denied(Person.functions(), "create schema mine"),
                () -> denied(Person.functions(), "create role mine"),
                () -> denied(Person.functions(), "create function f() returns int language sql as 'select 1'"),
                () -> denied(Person.functions(), "select * from credit_accounts"),
                () -> denied(Person.functions(), "drop table credit_accounts"),
                () -> denied(Person.functions(), "set role postgres"));
    }

    @Test
    void theLedgerIsAppendOnlyEvenForItsOwner() {
        assertAll(Stream.of(
                        "update credit_ledger set amount = amount + 1",
                        "update credit_ledger set note = 'x'",
                        "update credit_ledger set user_id = null",
                        "delete from credit_ledger",
                        "truncate credit_ledger")
                .map(sql -> () -> refused("credit_ledger is append-only", sql)));
        refused(
                "credit_accounts may not be truncated: the ledger would say otherwise",
                "truncate credit_accounts cascade");
    }

    private static void refused(String reason, String sql) {
        IllegalStateException failure =
                assertThrows(IllegalStateException.class, () -> Database.execute("public", sql), sql);
        assertTrue(String.valueOf(failure).contains(reason), failure::toString);
    }

    @Test
    void theLedgerOutlivesItsUserWithoutNamingHim() {
        UUID user = Database.userWith("public", 40);
        UUID job = Database.jobOf("public", user);
        Database.execute("public", "select reserve_credits(?, ?, 7, ?, null, 3600, 'k')", user, user, job);
        Object last = Database.value("public", "select max(entry_number) from credit_ledger where user_id = ?", user);

        Database.execute("public", "select grant_credits(?, 1, 'grant', null, null, ?)", user, "key of " + user);

        Database.execute("public", "delete from auth.users where id = ?", user);

        assertEquals(
                List.of(List.of("reserve", -7, 33, job)),
                Database.rows(
                        "public",
                        "select type, amount, balance_after, job_id from credit_ledger where entry_number = ? and user_id is null",
                        last));
        assertEquals(
                0L,
                Database.value(
                        "public",
                        "select count(*) from credit_requests where user_id = ? or request::text like ?",
                        user,
                        "%" + user + "%"));
    }

    @Test
    void aUserWhoseHoldsExpireCannotBeDeletedAtThatMoment() throws SQLException {
        UUID user = Database.userWith("public", 40);
        for (int i = 0; i < 2; i++) {
            Database.execute("public", "select reserve_credits(?, ?, 7, null, 'work', 3600, null)", user, user);
        }
        Database.execute("public", "update credit_reservations set expires_at = now() where user_id = ?", user);
        try (Connection moving = Database.owner("public");
                Connection deleting = Database.owner("public")) {
            moving.setAutoCommit(false);
            Database.rows(moving, "select reserve_credits(?, ?, 1, null, 'more', 3600, null)", user, user);
            SQLException waits = assertThrows(
                    SQLException.class,
                    () -> Database.rows(deleting, "select from auth.users where id = ? for update nowait", user));
            assertEquals("55P03", waits.getSQLState(), "the user is locked before the account, as a deletion does it");
            moving.commit();
        }
    }

    @Test
    void aJobWithCreditsCanBeDeleted() {
        UUID user = Database.userWith("public", 40);
        UUID job = Database.jobOf("public", user);
        Database.execute("public", "select reserve_credits(?, ?, 7, ?, null, 3600, null)", user, user, job);

        Database.execute("public", "delete from jobs where id = ?", job);
        assertEquals(1L, Database.value("public", "select count(*) from credit_ledger where job_id = ?", job));
    }

    @Test
    void aNullOrUnknownRoleIsNobody() {
        for (String role : List.of("null", "'postgres'", "'schemata_functions'", "''")) {
            denied("SCF01", Person.functions(), "select credit_balance(%s, '{}', '%s', 1)".formatted(role, anna));
        }
        denied("SCF01", Person.functions(), "select credit_balance('authenticated', null, '%s', 1)".formatted(anna));
    }
}

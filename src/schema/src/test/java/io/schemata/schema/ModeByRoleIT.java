package io.schemata.schema;

import static io.schemata.schema.Person.denied;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.schemata.testing.Database;
import io.schemata.testing.Tenants;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each role can and cannot do in a mode, and with what modes share, with SQL of its own. */
@Tag("sql")
@ExtendWith(Migrated.class)
class ModeByRoleIT {
    private static final String GROWTH = Tenants.MODES.get("growth");
    private static final String LINKS = Tenants.MODES.get("links");

    private final UUID user = Database.newUser();
    private final UUID other = Database.newUser();

    @ParameterizedTest
    @CsvSource({
        "entities, name, 'a'",
        "artifacts, title, 'a'",
        "microsites, 'slug, title', 'gen_random_uuid()::text, ''a'''",
        "wiki_pages, 'slug, title', 'gen_random_uuid()::text, ''a'''",
        "jobs, kind, 'a'"
    })
    void aUserReadsAllButOthersPrivateRowsAndAddsInTheirOwnNameAlone(String table, String columns, String values)
            throws SQLException {
        String row = values.contains("(") ? values : "'" + values + "'";
        String add = "insert into %s (%s, is_private, created_by) values (%s, %s, '%s')";
        Database.execute(GROWTH, add.formatted(table, columns, row, false, other));
        Database.execute(GROWTH, add.formatted(table, columns, row, true, other));

        String ofOther = "select count(*), count(*) filter (where is_private) from %s where created_by = '%s'"
                .formatted(table, other);
        try (Person person = in(GROWTH, user)) {
            assertEquals(List.of(List.of(1L, 0L)), person.rows(ofOther));
            person.rows(add.formatted(table, columns, row, true, user));
        }
        try (Person person = in(GROWTH, other)) {
            assertEquals(List.of(List.of(2L, 1L)), person.rows(ofOther));
        }
        denied("42501", in(GROWTH, user), add.formatted(table, columns, row, false, other));
        denied("42501", Person.anon().in(GROWTH), "select from " + table);
        denied("42501", in(GROWTH, user), "truncate " + table);
    }

    @ParameterizedTest
    @ValueSource(strings = {"entities", "artifacts", "microsites", "wiki_pages"})
    void aUserChangesAndDeletesTheirOwnAlone(String table) throws SQLException {
        Database.execute(
                GROWTH,
                switch (table) {
                    case "entities" ->
                        "insert into entities (name, created_by) select 'a', unnest(array[?, ?]::uuid[])";
                    case "artifacts" ->
                        "insert into artifacts (title, created_by) select 'a', unnest(array[?, ?]::uuid[])";
                    default ->
                        "insert into %s (slug, title, created_by) select gen_random_uuid()::text, 'a', unnest(array[?, ?]::uuid[])"
                                .formatted(table);
                },
                user,
                other);
        String mine = "select count(*) from %s where created_by in ('%s', '%s')".formatted(table, user, other);
        try (Person person = in(GROWTH, user)) {
            person.rows("update %s set is_private = true".formatted(table));
            assertEquals(List.of(List.of(2L)), person.rows(mine), "the other's is not private now");
            person.rows("delete from " + table);
            assertEquals(List.of(List.of(1L)), person.rows(mine));
        }
        denied(
                "42501",
                in(GROWTH, user),
                "update %s set created_by = '%s' where created_by = auth.uid()".formatted(table, other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"microsites", "wiki_pages"})
    void aPrivateSlugIsTakenFromItsOwnerAlone(String table) throws SQLException {
        String insert = "insert into %s (slug, title, is_private, created_by) values ('%s', 'a', %s, ?)";
        String secret = "secret-" + UUID.randomUUID();
        String shared = "shared-" + UUID.randomUUID();
        Database.execute(GROWTH, insert.formatted(table, secret, true), other);
        Database.execute(GROWTH, insert.formatted(table, shared, false), other);
        String own = "insert into %s (slug, title, is_private) values ('%s', 'a', %s)";
        try (Person person = in(GROWTH, user)) {
            person.rows(own.formatted(table, secret, true));
            person.rows(own.formatted(table, secret, false));
            person.rows(own.formatted(table, shared, true));
        }
        denied("23505", in(GROWTH, user), own.formatted(table, shared, false));
        denied("23505", in(GROWTH, other), own.formatted(table, secret, true));
    }

    @Test
    void jobsAreMovedByWorkersAlone() throws SQLException {
        for (String sql : List.of(
                "update jobs set status = 'succeeded'",
                "delete from jobs",
                "insert into jobs (kind, status) values ('a', 'succeeded')",
                "update generation_jobs set status = 'succeeded'",
                "delete from generation_jobs",
                "insert into generation_jobs (microsite_id, status) values (gen_random_uuid(), 'succeeded')")) {
            denied("42501", in(GROWTH, user), sql);
        }
        try (Person service = Person.service().in(GROWTH)) {
            service.rows("insert into jobs (kind, status) values ('a', 'running')");
            service.rows("update jobs set status = 'succeeded'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "artifacts, entity_id, 'title', entities",
        "jobs, entity_id, 'kind', entities",
        "jobs, artifact_id, 'kind', artifacts",
        "microsites, entity_id, 'title, slug', entities",
        "wiki_pages, parent_id, 'title, slug', wiki_pages"
    })
    void nobodyPointsAtAnothersPrivateRowsOrLearnsThatTheyAreThere(
            String table, String column, String columns, String target) throws SQLException {
        String hidden = row(target, true, other).toString();
        String seen = row(target, false, other).toString();
        String missing = UUID.randomUUID().toString();
        String texts = "gen_random_uuid()::text" + ", gen_random_uuid()::text".repeat(columns.split(",").length - 1);
        String point = "insert into %s (%s, %s, created_by) values (%s, '%%s', '%s')"
                .formatted(table, columns, column, texts, user);

        assertEquals(refusal(point.formatted(hidden)).replace(hidden, missing), refusal(point.formatted(missing)));
        try (Person person = in(GROWTH, user)) {
            person.rows(point.formatted(seen));
        }
        if (!table.equals("jobs")) {
            String own = row(table, false, user).toString();
            String change = "update %s set %s = '%%s' where id = '%s'".formatted(table, column, own);
            assertEquals(
                    refusal(change.formatted(hidden)).replace(hidden, missing), refusal(change.formatted(missing)));
            Database.execute(GROWTH, change.formatted(hidden));
            try (Person person = in(GROWTH, user)) { // what it pointed at before
                person.rows(change.formatted(hidden));
            }
        }
        Database.execute(GROWTH, point.formatted(hidden));
    }

    @Test
    void aPageMayComeBeforeItsParentInOneStatement() throws SQLException {
        UUID parent = UUID.randomUUID();
        try (Person person = in(GROWTH, user)) {
            person.rows(("insert into wiki_pages (id, parent_id, slug, title, created_by)"
                            + " values (gen_random_uuid(), '%1$s', gen_random_uuid()::text, 'a', '%2$s'),"
                            + " ('%1$s', null, gen_random_uuid()::text, 'b', '%2$s')")
                    .formatted(parent, user));
        }
    }

    private String refusal(String sql) throws SQLException {
        try (Person person = in(GROWTH, user)) {
            SQLException refused = assertThrows(SQLException.class, () -> person.rows(sql), sql);
            assertEquals("23503", refused.getSQLState(), refused::getMessage);
            return refused.getMessage().replaceAll(" Where: .*|\n {2}Where.*(\n.*)*", "");
        }
    }

    private static UUID row(String table, boolean isPrivate, UUID owner) {
        UUID id = UUID.randomUUID();
        String columns = Map.of("entities", "name", "artifacts", "title").getOrDefault(table, "title, slug");
        String texts = columns.contains(",") ? "'a', '%s'".formatted(id) : "'a'";
        Database.execute(
                GROWTH,
                "insert into %s (id, is_private, created_by, %s) values (?, ?, ?, %s)".formatted(table, columns, texts),
                id,
                isPrivate,
                owner);
        return id;
    }

    @Test
    void aMicrositeNamesAJobOfItsOwn() throws SQLException {
        UUID mine = site(user);
        UUID others = site(other);
        UUID job = UUID.randomUUID();
        String ask =
                "insert into generation_jobs (id, microsite_id, section, created_by) values ('%s', '%s', 'hero', '%s')";
        denied("42501", in(GROWTH, user), ask.formatted(job, others, user));
        try (Person person = in(GROWTH, user)) {
            person.rows(ask.formatted(job, mine, user));
            person.rows("update microsites set generation_job_id = '%s' where id = '%s'".formatted(job, mine));
            assertEquals(
                    List.of(List.of(job)),
                    person.rows("select generation_job_id from microsites where id = '%s'".formatted(mine)));
        }
        Database.execute(GROWTH, ask.formatted(job, others, other));
        denied(
                "23503",
                in(GROWTH, user),
                "update microsites set generation_job_id = '%s' where id = '%s'".formatted(job, mine));
        Database.execute(GROWTH, "update microsites set generation_job_id = ? where id = ?", job, others);
        Database.execute(GROWTH, "delete from generation_jobs where id = ?", job);
        assertEquals(
                1L,
                Database.value(
                        GROWTH, "select count(*) from microsites where id = ? and generation_job_id is null", others));
        Database.execute(GROWTH, "delete from microsites where id in (?, ?)", mine, others);
    }

    @Test
    void usersSeeEachOtherAndChangeThemselves() throws SQLException {
        Database.execute(LINKS, "select set_up_user(?, 'Ann'), set_up_user(?, 'Bert')", user, other);
        assertEquals("present", Database.value(LINKS, "select set_up_profile(?, 'Anna')", user));
        try (Person person = in(LINKS, user)) {
            person.rows("update users set display_name = 'Anna'");
            assertEquals(
                    List.of(List.of("Anna"), List.of("Bert")),
                    person.rows("select display_name from users where id in (?, ?) order by 1", user, other));
        }
        denied("42501", in(LINKS, user), "insert into users (id) values (auth.uid())");
        denied("42501", in(LINKS, user), "delete from users");
        denied("42501", Person.anon().in(LINKS), "select * from users");
    }

    @Test
    void whichModesThereAreIsMigratesToSayAndHowTheyAreCalledTheServices() throws SQLException {
        try (Person service = Person.service().in(LINKS)) {
            service.rows("update mode_config set title = 'Growth', sort_order = 2 where mode = 'growth'");
            assertEquals(
                    List.of(List.of("Growth")), service.rows("select title from mode_config where mode = 'growth'"));
        }
        denied("42501", Person.service().in(LINKS), "update mode_config set schema_name = 'public'");
        denied("42501", Person.service().in(LINKS), "insert into mode_config (mode, schema_name) values ('a', 'b')");
        denied("42501", in(LINKS, user), "update mode_config set title = 'x'");
    }

    private static UUID site(UUID owner) {
        UUID id = UUID.randomUUID();
        Database.execute(
                GROWTH,
                "insert into microsites (id, slug, title, created_by) values (?, ?, 'a', ?)",
                id,
                "" + id,
                owner);
        return id;
    }

    private static Person in(String schema, UUID id) throws SQLException {
        return Person.authenticated(id).in(schema);
    }
}

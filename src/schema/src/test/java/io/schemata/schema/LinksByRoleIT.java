package io.schemata.schema;

import static io.schemata.schema.Person.denied;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.schemata.testing.Database;
import io.schemata.testing.Tenants;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each role can and cannot do to links with SQL of its own, as through PostgREST. */
@Tag("sql")
@ExtendWith(Migrated.class)
class LinksByRoleIT {
    private static final String LINKS = Tenants.MODES.get("links");
    private static final String LINK =
            "insert into cross_links (source_mode, source_type, source_id, target_mode, target_type, target_id,"
                    + " link_type) values ('growth', 'entity', '%s', 'product', 'entity', '%s', '%s')";

    private final UUID user = Database.newUser();
    private final UUID other = Database.newUser();
    private final UUID source = entity("growth", null);
    private final UUID target = entity("product", null);
    private final UUID hidden = entity("product", other);

    @BeforeEach
    void linkInAnothersName() {
        String link = "insert into cross_links (source_mode, source_type, source_id, target_mode, target_type,"
                + " target_id, link_type, created_by) values ('growth', 'entity', ?, 'product', 'entity', ?, ?, ?)";
        Database.execute(LINKS, link, source, target, "others", other);
        Database.execute(LINKS, link, source, hidden, "others", other);
    }

    @AfterEach
    void leaveNothing() {
        Database.execute(Tenants.MODES.get("growth"), "delete from entities where id = ?", source);
    }

    @Test
    void aVisitorDoesNothing() {
        assertAll(Stream.of(
                        "select * from cross_links",
                        LINK.formatted(source, target, "a"),
                        "delete from cross_links",
                        "select * from mode_config",
                        "select * from linkable_types",
                        "select * from link_types",
                        "select * from users",
                        "select visible_link_ends('growth', 'entity', '{}')")
                .map(sql -> () -> denied("42501", visitor(), sql)));
    }

    @Test
    void aUserLinksWhatTheySeeInTheirOwnName() throws SQLException {
        try (Person person = user()) {
            person.rows(LINK.formatted(source, target, "mine"));
            assertEquals(
                    List.of(List.of(user)), person.rows("select created_by from cross_links where link_type = 'mine'"));
        }
        String named = LINK.replace("link_type)", "link_type, created_by)").replace("'%s')", "'%s', '%s')");
        try (Person person = user()) {
            person.rows(named.formatted(source, target, "mine", user));
        }
        denied("42501", user(), named.formatted(source, target, "mine", other));
        denied("42501", user(), named.formatted(source, target, "mine", user).replace("'" + user + "'", "null"));
    }

    @Test
    void aUserLinksNothingThatIsNotThereOrNotTheirsToSee() {
        UUID nobody = UUID.randomUUID();
        assertAll(
                () -> denied("SCN04", user(), LINK.formatted(source, nobody, "a")),
                () -> denied("SCN04", user(), LINK.formatted(nobody, target, "a")),
                () -> denied("SCN04", user(), LINK.formatted(source, hidden, "a")),
                () -> denied("SCN04", user(), LINK.formatted(source, hidden, "a") + " on conflict do nothing"),
                () -> denied(
                        "SCU01", user(), LINK.formatted(source, source, "a").replace("product", "growth")),
                () -> denied(
                        "SCI01", user(), LINK.formatted(source, target, "a").replace("product", "skunkworks")),
                () -> denied(
                        "SCI01", user(), LINK.formatted(source, target, "a").replace("'entity'", "'users'")));
    }

    @Test
    void aUserLinksNothingTwice() throws SQLException {
        denied("23505", user(), LINK.formatted(source, target, "others"));
        String reversed = LINK.formatted(target, source, "related_to")
                .replace("'growth'", "'x'")
                .replace("'product'", "'growth'")
                .replace("'x'", "'product'");
        try (Person person = user()) {
            person.rows(LINK.formatted(source, target, "related_to"));
            person.rows(reversed + " on conflict do nothing");
            assertEquals(
                    List.of(List.of(1L)),
                    person.rows("select count(*) from cross_links where link_type = 'related_to'"));
        }
    }

    @Test
    void aUserSaysNoNonsenseOfALink() {
        String more = LINK.replace("link_type)", "link_type, %s)").replace("'%s')", "'a', %s)");
        assertAll(Stream.of("-0.01", "1.01", "'NaN'", "'Infinity'", "'-Infinity'")
                .map(confidence ->
                        () -> denied("23514", user(), more.formatted("confidence", source, target, confidence))));
        assertAll(Stream.of("'[]'", "'1'", "jsonb_build_object('a', repeat('x', 33000))")
                .map(metadata -> () -> denied("23514", user(), more.formatted("metadata", source, target, metadata))));
        denied("23514", user(), LINK.formatted(source, target, ""));
        denied("23514", user(), LINK.formatted(source, target, "x".repeat(101)));
        for (String column : List.of("id", "created_at", "source_deleted_at", "target_deleted_at")) {
            denied("42501", user(), more.formatted(column, source, target, "null"));
        }
    }

    @Test
    void aUserSeesLinksOfWhichTheySeeBothEnds() throws SQLException {
        try (Person person = user()) {
            assertEquals(
                    List.of(List.of(target)),
                    person.rows("select target_id from cross_links where source_id = ?", source));
        }
        try (Person person = Person.authenticated(other).in(LINKS)) {
            assertEquals(
                    List.of(List.of(2L)), person.rows("select count(*) from cross_links where source_id = ?", source));
        }
    }

    @Test
    void aUserChangesAndRemovesTheirOwnLinksAlone() throws SQLException {
        try (Person person = user()) {
            person.rows("update cross_links set confidence = 1");
            person.rows("delete from cross_links");
            assertEquals(
                    List.of(List.of(1L)),
                    person.rows("select count(*) from cross_links where source_id = ? and confidence is null", source));
        }
        try (Person person = user()) {
            person.rows(LINK.formatted(source, target, "mine"));
            person.rows("update cross_links set confidence = 0.5, metadata = '{\"a\": 1}' where link_type = 'mine'");
            assertEquals(
                    List.of(List.of(0.5)), person.rows("select confidence from cross_links where link_type = 'mine'"));
            person.rows("delete from cross_links where link_type = 'mine'");
            assertEquals(
                    List.of(List.of(0L)), person.rows("select count(*) from cross_links where link_type = 'mine'"));
        }
        for (String change : List.of(
                "source_id = target_id",
                "target_mode = 'growth'",
                "link_type = 'b'",
                "created_by = auth.uid()",
                "target_deleted_at = now()")) {
            denied("42501", user(), "update cross_links set " + change);
            denied("42501", Person.service().in(LINKS), "update cross_links set " + change);
        }
    }

    @Test
    void aUserHasNoWayAround() {
        assertAll(Stream.of(
                        "truncate cross_links",
                        "select * from link_ends",
                        "insert into link_ends values ('growth', 'entity', gen_random_uuid())",
                        "delete from link_ends",
                        "select * from link_requests",
                        "update link_types set is_symmetric = true",
                        "update mode_config set is_active = false",
                        "update mode_config set title = 'x'",
                        "delete from linkable_types",
                        "alter table cross_links disable trigger all",
                        "set session_replication_role = replica",
                        "select forget_link_ends('growth', 'entity', null)",
                        "select repair_links(1, false)",
                        "select connect_mode('growth', 'growth_test')",
                        "select retire_modes_but('')",
                        "select set_link_types('', '')",
                        "select * from link_page(row('growth', 'entity', gen_random_uuid())::link_ends,"
                                + " 'both', null, 'infinity', null, 10)",
                        "select * from links_on_side('source', null, null, 'infinity', null, 10)",
                        "select cross_link('service_role', '{}', null, 'a', 'b', null, 'a', 'b', null, 'a', null, null)",
                        "select * from linked('service_role', '{}', 'a', 'b', null, 'both', null, null, null, 1)",
                        "select unlink(null, null, gen_random_uuid())",
                        "select claim_link_request(null, 'a', 'b', '{}')",
                        "select clean_up('links', 1, false)",
                        "select growth_test.make_linkable('x', 'growth_test.entities')",
                        "select * from growth_test.link_membership")
                .map(sql -> () -> denied("42501", user(), sql)));
    }

    @Test
    void theServiceSeesAndRemovesAnybodysLinks() throws SQLException {
        try (Person service = Person.service().in(LINKS)) {
            assertEquals(
                    List.of(List.of(2L)), service.rows("select count(*) from cross_links where source_id = ?", source));
            service.rows(LINK.formatted(source, hidden, "a"));
            service.rows("delete from cross_links where source_id = ?", source);
            assertEquals(
                    List.of(List.of(0L)), service.rows("select count(*) from cross_links where source_id = ?", source));
        }
        denied("SCN04", Person.service().in(LINKS), LINK.formatted(source, UUID.randomUUID(), "a"));
        denied("42501", Person.service().in(LINKS), "truncate cross_links");
    }

    @Test
    void everybodyInTheTeamReadsAModeButWhatIsPrivate() throws SQLException {
        try (Person person = Person.authenticated(user).in(Tenants.MODES.get("product"))) {
            assertEquals(List.of(List.of(target)), person.rows("select id from entities where id = ?", target));
            assertEquals(List.of(), person.rows("select id from entities where id = ?", hidden));
            person.rows("update entities set name = 'mine now'");
            person.rows("delete from entities");
            assertFalse(person.rows("select id from entities where id = ? and name = 'a'", target)
                    .isEmpty());
        }
        denied("42501", visitor("product"), "select * from entities");
        denied(
                "42501",
                Person.authenticated(user).in(Tenants.MODES.get("product")),
                "insert into entities (name, created_by) values ('a', '%s')".formatted(other));
        denied(
                "42501",
                Person.authenticated(user).in(Tenants.MODES.get("product")),
                "insert into jobs (kind, status) values ('a', 'succeeded')");
    }

    private Person user() {
        try {
            return Person.authenticated(user).in(LINKS);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Person visitor() {
        return visitor("links");
    }

    private static Person visitor(String mode) {
        try {
            return Person.anon().in(Tenants.MODES.get(mode));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static UUID entity(String mode, UUID owner) {
        UUID id = UUID.randomUUID();
        Database.execute(
                Tenants.MODES.get(mode),
                "insert into entities (id, name, is_private, created_by) values (?, 'a', ?, ?)",
                id,
                owner != null,
                owner);
        return id;
    }
}

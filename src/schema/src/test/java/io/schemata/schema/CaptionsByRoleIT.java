package io.schemata.schema;

import static io.schemata.schema.Person.denied;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.testing.Database;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the people of an organisation may do with its videos, through SQL as PostgREST does it. */
@Tag("sql")
@ExtendWith(Migrated.class)
class CaptionsByRoleIT {
    private static final String SCHEMA = Migrated.CAPTIONS;
    private static final String UPLOAD = "insert into videos (tenant_id, uploaded_by, title, filename, storage_key)"
            + " values ('%s', '%s', 'Bees', 'bees.mp4', gen_random_uuid()::text)";

    private static UUID organisation;
    private static UUID other;
    private static UUID owner;
    private static UUID member;
    private static UUID viewer;
    private static UUID stranger;

    @BeforeAll
    static void twoOrganisations() {
        organisation = organisation();
        other = organisation();
        owner = person(organisation, "owner");
        member = person(organisation, "member");
        viewer = person(organisation, "viewer");
        stranger = person(other, "owner");
        Database.execute(SCHEMA, UPLOAD.formatted(organisation, member));
        Database.execute(
                SCHEMA,
                "insert into video_search_index (tenant_id, video_id, frame_index, starts_at_seconds, ends_at_seconds, caption)"
                        + " select tenant_id, id, 0, 1, 2, 'the bees are humming' from videos where tenant_id = ?",
                organisation);
    }

    @Test
    void everybodyInItSeesItsVideosAndPeopleAndFindsItsCaptions() throws SQLException {
        for (UUID someone : List.of(owner, member, viewer)) {
            try (Person person = Person.authenticated(someone).in(SCHEMA)) {
                assertEquals(List.of(List.of(1L)), person.rows("select count(*) from videos"));
                assertEquals(List.of(List.of(3L)), person.rows("select count(*) from user_profiles"));
                assertEquals(List.of(List.of("Bees")), person.rows("select title from search_videos('humming')"));
            }
        }
    }

    @Test
    void nobodyElseSeesAnyOfIt() throws SQLException {
        try (Person person = Person.authenticated(stranger).in(SCHEMA)) {
            assertEquals(List.of(List.of(0L)), person.rows("select count(*) from videos"));
            assertEquals(List.of(List.of(1L)), person.rows("select count(*) from user_profiles"));
            assertEquals(List.of(), person.rows("select title from search_videos('humming')"));
            assertEquals(List.of(List.of(other)), person.rows("select id from tenants"));
        }
        denied(Person.anon().in(SCHEMA), "select from videos");
        denied(Person.anon().in(SCHEMA), "select from search_videos('humming')");
    }

    @Test
    void membersUploadInTheirOwnNameAndViewersDoNot() throws SQLException {
        try (Person person = Person.authenticated(member).in(SCHEMA)) {
            person.rows(UPLOAD.formatted(organisation, member));
            person.rows("update videos set title = 'Wasps', deleted_at = now()");
        }
        denied(Person.authenticated(member).in(SCHEMA), UPLOAD.formatted(organisation, owner));
        denied(Person.authenticated(member).in(SCHEMA), UPLOAD.formatted(other, member));
        denied(Person.authenticated(viewer).in(SCHEMA), UPLOAD.formatted(organisation, viewer));
        denied(Person.authenticated(member).in(SCHEMA), "delete from videos");
        denied(Person.authenticated(member).in(SCHEMA), "update videos set status = 'ready'");
    }

    @Test
    void nobodyTakesHimselfIntoAnOrganisationOrUpInIt() throws SQLException {
        denied(
                Person.authenticated(stranger).in(SCHEMA),
                "update user_profiles set tenant_id = '%s'".formatted(organisation));
        denied(Person.authenticated(member).in(SCHEMA), "update user_profiles set role = 'owner'");
        try (Person person = Person.authenticated(member).in(SCHEMA)) {
            person.rows("update user_profiles set full_name = 'Mia'");
            assertEquals(
                    List.of(List.of(1L)), person.rows("select count(*) from user_profiles where full_name = 'Mia'"));
        }
    }

    @Test
    void onlyOwnersAndAdminsChangeTheOrganisationAndNotItsQuota() throws SQLException {
        assertEquals("Renamed", nameAfter(owner));
        assertEquals("Acme", nameAfter(member));
        denied(Person.authenticated(owner).in(SCHEMA), "update tenants set storage_quota_bytes = 0");
    }

    private static String nameAfter(UUID someone) throws SQLException {
        try (Person person = Person.authenticated(someone).in(SCHEMA)) {
            person.rows("update tenants set name = 'Renamed'");
            return (String) person.rows("select name from tenants").get(0).get(0);
        }
    }

    private static UUID organisation() {
        UUID id = UUID.randomUUID();
        Database.execute(SCHEMA, "insert into tenants (id, name, slug) values (?, 'Acme', ?)", id, id.toString());
        return id;
    }

    private static UUID person(UUID organisation, String role) {
        UUID user = Database.newUser();
        Database.execute(SCHEMA, "select set_up_user(?, null)", user);
        Database.execute(
                SCHEMA,
                "update user_profiles set tenant_id = ?, role = ?::profile_role where id = ?",
                organisation,
                role,
                user);
        return user;
    }
}

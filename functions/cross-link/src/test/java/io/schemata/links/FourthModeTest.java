package io.schemata.links;

import static io.schemata.links.LinkCalls.link;
import static io.schemata.testing.Http.expectRefusal;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.Database;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Program;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A mode that was not there when the function was started: three lines of configuration and migrate apply. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class FourthModeTest {
    private final UUID user = Database.newUser();

    @Test
    void isLinkedWithoutAnyCodeAndRetiredTheSameWay() {
        Row growth = Row.of("growth", "entity");
        Row labs = new Row("skunkworks", "entity", UUID.randomUUID());
        expectRefusal(link(user, growth, labs, "explains"), 400, "INVALID_REQUEST");

        Map<String, String> settings = MigratedDatabase.migrateSettings(Database.ownerUrl());
        settings.put("SCHEMATA_TENANTS_SKUNKWORKS_SCHEMA", "skunkworks");
        settings.put("SCHEMATA_TENANTS_SKUNKWORKS_BLUEPRINT", "mode");
        settings.put("SCHEMATA_TENANTS_SKUNKWORKS_STAGE", "test");
        apply(settings);
        Database.execute("skunkworks", "insert into entities (id, name) values (?, 'a')", labs.id());
        link(user, growth, labs, "explains").then().statusCode(200).body("created", equalTo(true));
        link(user, labs, growth, "explains").then().statusCode(200).body("created", equalTo(true));
        assertEquals(2, LinkCalls.linkIds(user, labs, Map.of()).size());

        apply(MigratedDatabase.migrateSettings(Database.ownerUrl()));
        expectRefusal(link(user, growth, labs, "explains"), 400, "INVALID_REQUEST");
        assertEquals(0, LinkCalls.linkIds(user, growth, Map.of()).size());
    }

    private static void apply(Map<String, String> settings) {
        Program.Ended applied = Program.of("migrate").run(settings, "apply");
        assertEquals(0, applied.exitCode(), applied::output);
    }
}

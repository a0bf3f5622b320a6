package io.schemata.links;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.DatabaseLost;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class DatabaseLostIT {
    @Test
    void saysThatTheDatabaseIsUnavailableAndNothingElse() {
        DatabaseLost.isTold(
                "cross-link",
                "linked",
                Tokens.user(UUID.randomUUID()),
                Row.missing("growth", "entity").json());
    }

    @Test
    void saysSoWhileItsNetworkIsSilent() {
        Row row = Row.missing("growth", "entity");
        DatabaseLost.isToldWhileTheNetworkIsSilent(
                "cross-link",
                Tokens.user(UUID.randomUUID()),
                Map.of(
                        "linked",
                        row.json(),
                        "cross-link",
                        LinkCalls.body(row, Row.missing("product", "artifact"), "explains"),
                        "unlink",
                        "{\"linkId\": \"%s\"}".formatted(UUID.randomUUID())));
    }
}

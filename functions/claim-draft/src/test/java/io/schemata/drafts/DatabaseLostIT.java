package io.schemata.drafts;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.DatabaseLost;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class DatabaseLostIT {
    @Test
    void saysThatTheDatabaseIsUnavailableAndNothingElse() {
        DatabaseLost.isTold("claim-draft", "claim-draft", Tokens.user(UUID.randomUUID()), DraftCalls.body("x"));
    }

    @Test
    void saysSoWhileItsNetworkIsSilent() {
        DatabaseLost.isToldWhileTheNetworkIsSilent(
                "claim-draft",
                Tokens.user(UUID.randomUUID()),
                Map.of(
                        "claim-draft",
                        DraftCalls.body("x"),
                        "drafts",
                        "{}",
                        "save-draft",
                        "{\"prompt\": \"x\"}",
                        "delete-drafts",
                        "{\"draftIds\": [\"%s\"]}".formatted(UUID.randomUUID())));
    }
}

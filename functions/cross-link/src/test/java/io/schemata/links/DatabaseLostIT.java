package io.schemata.links;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.DatabaseLost;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
}

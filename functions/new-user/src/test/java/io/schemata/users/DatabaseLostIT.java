package io.schemata.users;

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
        DatabaseLost.isTold("new-user", "new-user", Tokens.user(UUID.randomUUID()), "{}");
    }
}

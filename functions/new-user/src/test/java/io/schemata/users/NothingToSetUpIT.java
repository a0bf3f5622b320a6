package io.schemata.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tenants;
import io.schemata.testing.Tokens;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A tenant with nothing to set up is enrolled too, and is no success where all the others fail. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class NothingToSetUpIT {
    private final UUID user = Database.newUser();

    @Test
    void isNoSuccessWhenAllOthersFail() {
        List<String> schemas = Stream.concat(Tenants.SCHEMAS.values().stream(), Stream.of(Tenants.IMAGE_CRAWLER))
                .toList();
        try (FunctionProcess function =
                FunctionProcess.start("new-user", "SCHEMATA_TENANTS_GROWTH_NEW_USERS_ENROLLED", "true")) {
            schemas.forEach(schema -> Database.execute(schema, "alter table profiles rename to hidden"));
            try {
                assertEquals(503, setUp(function));
            } finally {
                schemas.forEach(schema -> Database.execute(schema, "alter table hidden rename to profiles"));
            }
            assertEquals(200, setUp(function));
        }
    }

    private int setUp(FunctionProcess function) {
        return Crowd.send(Crowd.request(function.port(), "new-user", Tokens.user(user), "{}"))
                .status();
    }
}

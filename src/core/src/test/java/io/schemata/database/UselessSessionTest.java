package io.schemata.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.pgclient.PgException;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** While a database stays read-only, its sessions are replaced twice a second and not with every call. */
class UselessSessionTest {
    @ParameterizedTest
    @CsvSource({
        "25006, 499, false", // read-only
        "25006, 500, true",
        "57P01, 0, true", // shutting down
        "26000, 0, true", // no such prepared statement
        "23505, 500, false", // exists already
        "55P03, 500, false", // locked
    })
    void aSessionIsReplacedBy(String state, int ageMilliseconds, boolean isReplaced) {
        PgException failure = new PgException("refused", "ERROR", state, "");
        assertEquals(isReplaced, UselessSession.isShownBy(failure, Duration.ofMillis(ageMilliseconds)));
    }
}

package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.error.MigrationException;
import io.schemata.testing.Encryption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Six sslmodes × (right, wrong host, wrong authority, none), with libpq's outcome each. */
class EncryptionTest {
    private static final String IS_ENCRYPTED = "select ssl from pg_stat_ssl where pid = pg_backend_pid()";

    private static Encryption database;

    @BeforeAll
    static void start() {
        database = Encryption.start();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> encryptsAsLibpqDoes() {
        return database.attempts().stream()
                .map(attempt -> DynamicTest.dynamicTest(
                        attempt.toString(), () -> assertEquals(attempt.outcome(), outcome(attempt.url()))));
    }

    @Test
    void aUnixSocketNeedsNoEncryption() {
        String url = "postgresql://postgres:postgres@%s:%d/postgres?sslmode=require";
        String folder = database.socketFolder().toString().replace("/", "%2F");
        assertEquals(
                Encryption.Outcome.PLAIN,
                outcome(url.formatted(folder, database.server().port())));
    }

    @Test
    void theDatabaseIsTheOneTheUrlNamesAndNotTheUsers() throws SQLException {
        String url = "postgresql://postgres:postgres@127.0.0.1:%d/template1"
                .formatted(database.server().port());
        try (Connection connection = JdbcAddress.of(url).connect();
                ResultSet row = connection.createStatement().executeQuery("select current_database()")) {
            row.next();
            assertEquals("template1", row.getString(1));
        }
    }

    private static Encryption.Outcome outcome(String url) {
        try (Connection connection = JdbcAddress.of(url).connect();
                ResultSet row = connection.createStatement().executeQuery(IS_ENCRYPTED)) {
            row.next();
            return row.getBoolean(1) ? Encryption.Outcome.ENCRYPTED : Encryption.Outcome.PLAIN;
        } catch (MigrationException unreadable) {
            return Encryption.Outcome.UNREADABLE;
        } catch (SQLException refused) {
            return Encryption.Outcome.REFUSED;
        }
    }
}

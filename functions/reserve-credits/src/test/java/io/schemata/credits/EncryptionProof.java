package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Crowd;
import io.schemata.testing.Encryption;
import io.schemata.testing.Figures;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Program;
import java.net.URI;
import java.net.http.HttpRequest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Six sslmodes × (right, wrong host, wrong authority, none), for the processes of a function and of migrate. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class EncryptionProof {
    private static Encryption database;

    @BeforeAll
    static void start() throws SQLException {
        database = Encryption.start();
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute("create role visitor login password 'visitor'");
        }
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @TestFactory
    Stream<DynamicTest> aFunctionEncryptsAsLibpqDoes() {
        return each("reserve-credits", EncryptionProof::outcomeOfFunction, Encryption.Outcome::name);
    }

    /** Its connection is over when it ends: what can be seen is whether it connected. */
    @TestFactory
    Stream<DynamicTest> migrateConnectsAsLibpqDoes() {
        return each("migrate", EncryptionProof::outcomeOfMigrate, expected -> switch (expected) {
            case PLAIN, ENCRYPTED -> "CONNECTED";
            default -> expected.name();
        });
    }

    private interface Try {
        String with(Encryption.Attempt attempt) throws Exception;
    }

    private static Stream<DynamicTest> each(
            String program, Try connect, Function<Encryption.Outcome, String> expected) {
        return database.attempts().stream()
                .map(attempt -> DynamicTest.dynamicTest(attempt.toString(), () -> {
                    String outcome = connect.with(attempt);
                    Figures.note("Encryption", "%s, %s: %s".formatted(program, attempt, outcome));
                    assertEquals(expected.apply(attempt.outcome()), outcome);
                }));
    }

    private static String outcomeOfFunction(Encryption.Attempt attempt) throws SQLException {
        String url = attempt.url().replace("postgres:postgres@", "visitor:visitor@");
        if (attempt.outcome() == Encryption.Outcome.UNREADABLE) {
            Program.Ended ended = FunctionProcess.startAndEnd("reserve-credits", "DATABASE_URL", url);
            assertFalse(ended.output().contains("visitor:visitor"), ended.output());
            return ended.exitCode() == 0 ? "STARTED" : "UNREADABLE";
        }
        try (FunctionProcess function = FunctionProcess.start("reserve-credits", "DATABASE_URL", url)) {
            String health = Crowd.send(HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:%d/q/health/ready".formatted(function.port()))))
                    .body()
                    .replaceAll("\\s", "");
            return health.contains("\"database\":true") ? encryption("visitor") : "REFUSED";
        }
    }

    private static String outcomeOfMigrate(Encryption.Attempt attempt) {
        Program.Ended ended =
                Program.of("migrate").run(MigratedDatabase.migrateSettings(attempt.url()), "status", "--json");
        if (ended.exitCode() == 0) {
            return "CONNECTED";
        }
        return ended.output().contains("there is no file") ? "UNREADABLE" : "REFUSED";
    }

    private static String encryption(String role) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet found = statement.executeQuery(
                        "select bool_and(ssl) from pg_stat_ssl join pg_stat_activity using (pid) where usename = '%s'"
                                .formatted(role))) {
            found.next();
            return found.getBoolean(1) ? "ENCRYPTED" : "PLAIN";
        }
    }

    private static Connection owner() throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:%d/postgres?user=postgres&sslmode=disable"
                .formatted(database.server().port()));
    }
}

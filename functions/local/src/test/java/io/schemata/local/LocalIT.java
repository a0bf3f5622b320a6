package io.schemata.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Crowd;
import io.schemata.testing.Program;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The README's first command, as a process. */
class LocalIT {
    @TempDir
    private Path folder;

    @Test
    void servesUntilCtrlCAndKeepsItsData() throws Exception {
        String database;
        try (LocalProcess first = LocalProcess.start(folder)) {
            assertTrue(first.isReady(), first::said);
            assertFalse(first.said().contains("ERROR"), first::said);
            assertEquals(200, reserve(first).status());
            database = first.jdbcUrl();
            try (Connection owner = DriverManager.getConnection(database);
                    Statement statement = owner.createStatement()) {
                assertTrue(statement.execute("select count(*) from credit_ledger"));
            }
            first.pressCtrlC();
        }
        assertThrows(SQLException.class, () -> DriverManager.getConnection(database), "PostgreSQL is gone too");
        assertFalse(Files.exists(folder.resolve(".schemata/postgres-17/data/postmaster.pid")));

        try (LocalProcess second = LocalProcess.start(folder)) {
            assertTrue(second.isReady(), second::said);
            assertTrue(second.said().contains("public (schema public): up to date"), second::said);
            assertTrue(reserve(second).body().contains("\"available\":90"), "110 of the demo, less two holds of 10");
        }
    }

    @Test
    void startsAgainAfterItWasKilled() throws Exception {
        try (LocalProcess first = LocalProcess.start(folder)) {
            assertEquals(200, reserve(first).status());
            first.kill();
        }
        try (LocalProcess second = LocalProcess.start(folder)) {
            assertTrue(second.isReady(), second::said);
            assertTrue(reserve(second).body().contains("\"available\":90"), "nothing that was answered is lost");
        }
    }

    @Test
    void leavesNoServerBehindWhenItCannotStart() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                LocalProcess failed =
                        LocalProcess.startAgain(folder, "QUARKUS_HTTP_PORT", Integer.toString(taken.getLocalPort()))) {
            assertFalse(failed.isReady(), failed::said);
            assertNotEquals(0, failed.exitCode());
        }
        assertFalse(Files.exists(folder.resolve(".schemata/postgres-17/data/postmaster.pid")));
    }

    @Test
    void leavesTheFolderToTheRunThatHasIt() throws Exception {
        try (LocalProcess first = LocalProcess.start(folder);
                LocalProcess second = LocalProcess.start(folder)) {
            assertFalse(second.isReady());
            assertNotEquals(0, second.exitCode());
            assertTrue(second.said().contains("another run is using the database in"), second::said);
            assertEquals(200, reserve(first).status());
        }
    }

    @Test
    void refusesADatabaseThatIsNotThisMachines() throws Exception {
        try (LocalProcess refused =
                LocalProcess.start(folder, "DATABASE_URL", "postgresql://u:hidden@db.example.com/postgres")) {
            assertNotEquals(0, refused.exitCode());
            assertTrue(refused.said().contains("not this machine"), refused::said);
            assertFalse(refused.said().contains("hidden"), refused::said);
        }
    }

    @Test
    void worksOnADatabaseThatIsThere() throws Exception {
        try (LocalProcess embedded = LocalProcess.startAgain(folder)) {
            String url = embedded.said("Database:");
            try (LocalProcess existing = LocalProcess.start(folder, "DATABASE_URL", url)) {
                assertTrue(existing.isReady(), existing::said);
                assertEquals(url, existing.said("Database:"));
                assertEquals(
                        200,
                        reserve(existing.port(), embedded.said("USER_TOKEN=")).status());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            DATABASE_URL=mysql://u:hidden@h/d                | local: DATABASE_URL has to begin with postgresql://
            DATABASE_URL=postgresql://u:hid/den@h/d          | a slash in a password has to be written as %2F
            DATABASE_URL=postgresql://u:hidden@db.example/d  | local: DATABASE_URL leads to db.example
            """)
    void aRunThatCannotStartSaysWhyInOneLine(String setting, String said) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(LocalProcess.JAVA, "-jar", LocalProcess.JAR.toString());
        builder.environment().put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        Process run =
                builder.redirectErrorStream(true).directory(folder.toFile()).start();
        String output = new String(run.getInputStream().readAllBytes());
        assertEquals(2, run.waitFor(), output);
        assertEquals(1, output.lines().count(), output);
        assertTrue(output.contains(said), output);
        assertFalse(output.contains("hid"), output);
    }

    @Test
    void keepsAVisitorsPromptThroughTheirSignUp() throws Exception {
        try (LocalProcess run = LocalProcess.startAgain(folder)) {
            String token = answer(run, "save-draft", run.said("anon key:"), "{\"prompt\": \"bees\"}")
                    .replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1");
            ProcessBuilder signUp = new ProcessBuilder(
                    LocalProcess.JAVA, "-jar", LocalProcess.JAR.toString(), "sign-up", "ann@example.com");
            signUp.environment().put("DATABASE_URL", run.said("Database:"));
            String user = new String(signUp.start().getInputStream().readAllBytes())
                    .trim()
                    .replaceFirst("^USER_TOKEN=", "");

            assertTrue(answer(run, "new-user", user, "{}").contains("\"profile\":\"present\""), "by the trigger");
            String claimed = answer(run, "claim-draft", user, "{\"token\": \"%s\"}".formatted(token));
            assertTrue(claimed.contains("\"prompt\":\"bees\""), claimed);
            String held = answer(run, "reserve-credits", user, "{\"amount\": 10, \"reference\": \"film\"}");
            assertTrue(held.contains("\"available\":0"), held);
        }
    }

    @Test
    void linksRowsOfTwoModesAsItSays() throws Exception {
        try (LocalProcess run = LocalProcess.startAgain(folder)) {
            String acme = "{\"mode\": \"%s\", \"type\": \"entity\", \"id\": \"" + Demo.ENTITY_ID + "\"}";
            String user = run.said("USER_TOKEN=");
            String link = answer(
                    run,
                    "cross-link",
                    user,
                    "{\"source\": %s, \"target\": %s, \"linkType\": \"related_to\"}"
                            .formatted(acme.formatted("growth"), acme.formatted("engineering")));
            assertTrue(link.contains("\"created\":true"), link);
            String found = answer(run, "linked", user, acme.formatted("engineering"));
            assertTrue(found.contains("\"linkType\":\"related_to\""), found);
            assertTrue(answer(run, "cleanup-drafts", run.said("service_role key:"), "{}")
                    .contains("\"danglingLinks\":0"));
        }
    }

    @Test
    void migrateFindsItInItsFolderWithNothingSet() throws Exception {
        Program migrate = Program.of("migrate");
        try (LocalProcess run = LocalProcess.startAgain(folder)) {
            assertTrue(run.isReady(), run::said);
            for (String[] command : List.of(new String[] {"status"}, new String[] {"validate"})) {
                Program.Ended ended = migrate.runIn(folder, Map.of(), command);
                assertEquals(0, ended.exitCode(), ended::output);
            }
            Program.Ended compared = migrate.runIn(folder, Map.of(), "compare", "growth", "product");
            assertEquals(0, compared.exitCode(), compared::output);
            assertTrue(compared.output().contains("growth and product: no difference"), compared::output);
        }
        assertEquals(3, migrate.runIn(folder, Map.of(), "status").exitCode(), "it has stopped");
    }

    @Test
    void cleansUpByItself() throws Exception {
        try (LocalProcess run = LocalProcess.startAgain(folder, "SCHEMATA_LOCAL_CLEANUP_EVERY", "1s");
                Connection owner = DriverManager.getConnection(run.jdbcUrl());
                Statement statement = owner.createStatement()) {
            statement.execute("insert into draft_prompts (session_token, prompt_text, expires_at)"
                    + " values (repeat('a', 64), 'x', now() - interval '1 day')");
            Instant end = Instant.now().plusSeconds(30);
            while (statement.executeQuery("select from draft_prompts").next()) {
                assertTrue(Instant.now().isBefore(end), "it does");
            }
        }
    }

    @Test
    void mintsATokenForAnyUser() throws Exception {
        Process mint = new ProcessBuilder(
                        LocalProcess.JAVA,
                        "-jar",
                        LocalProcess.JAR.toString(),
                        "token",
                        "6f1ed002-ab5c-4f2b-8d0c-4f0e6d3f7f10")
                .start();
        String token = new String(mint.getInputStream().readAllBytes()).trim();
        try (LocalProcess run = LocalProcess.startAgain(folder)) {
            assertEquals(402, reserve(run.port(), token).status());
        }
    }

    @Test
    void servesSupabasesOwnClientUnchanged() throws Exception {
        SupabaseJs client = SupabaseJs.installIn(folder);
        try (LocalProcess run = LocalProcess.startAgain(folder)) {
            client.tell(run, run.said("USER_TOKEN="), run.said("service_role key:"), run.said("anon key:"));
        }
    }

    private static Crowd.Answer reserve(LocalProcess run) {
        return reserve(run.port(), run.said("USER_TOKEN="));
    }

    private static Crowd.Answer reserve(int port, String token) {
        return Crowd.send(Crowd.request(port, "reserve-credits", token, "{\"amount\": 10, \"reference\": \"try\"}"));
    }

    private static String answer(LocalProcess run, String function, String token, String body) {
        Crowd.Answer answer = Crowd.send(Crowd.request(run.port(), function, token, body));
        assertEquals(200, answer.status(), answer::body);
        return answer.body();
    }
}

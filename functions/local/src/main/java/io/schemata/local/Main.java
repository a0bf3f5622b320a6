package io.schemata.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.schemata.localpostgres.LocalPostgres;
import io.schemata.registry.ProjectFolder;
import io.schemata.registry.StartFailure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

/**
 * All functions in one process, for development and demos: on an embedded PostgreSQL whose data stays in a folder, or on
 * the database of {@code DATABASE_URL}. Called as {@code token <user id>} it prints a token for that user instead, and as
 * {@code sign-up <email>} it signs a user up in the database of {@code DATABASE_URL} and prints their token.
 */
@QuarkusMain(name = "local")
public class Main {
    private static final PrintWriter OUT = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private static final Path FOLDER = ProjectFolder.OF_LOCAL_RUN.resolve("postgres-17");

    private Main() {}

    public static void main(String... arguments) {
        try {
            run(arguments);
        } catch (IOException | SQLException | RuntimeException failure) {
            exit(0, failure);
        }
    }

    private static void run(String... arguments) throws IOException, SQLException {
        if (arguments.length == 2 && arguments[0].equals("token")) {
            OUT.println(LocalTokens.ofUser(arguments[1]));
            return;
        }
        String configured = System.getenv("DATABASE_URL");
        if (arguments.length == 2 && arguments[0].equals("sign-up")) {
            if (configured == null) {
                throw new IllegalArgumentException("Set DATABASE_URL to the database that the local run has printed");
            }
            UUID user = SignUp.of(configured, arguments[1]);
            OUT.println("USER_TOKEN=" + LocalTokens.ofUser(user.toString()));
            return;
        }
        if (configured == null || configured.isBlank()) {
            runEmbedded(arguments);
        } else {
            Databases.existing(configured).configure();
            LocalProject.write(null);
            Quarkus.run(LocalRun.class, Main::exit, arguments);
        }
    }

    private static void runEmbedded(String... arguments) throws IOException {
        OUT.println("Starting PostgreSQL in " + FOLDER + " ...");
        LocalPostgres server = LocalPostgres.keptIn(FOLDER);
        // However this process ends, and be it while it starts: its server ends with it.
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "stop-postgres"));
        Databases.embedded(server).configure();
        LocalProject.write(server.url());
        Quarkus.run(LocalRun.class, Main::exit, arguments);
    }

    private static void exit(Integer exitCode, Throwable failure) {
        StartFailure.exit("local", exitCode, failure);
    }
}

package io.schemata.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A real PgBouncer in transaction mode before the tests' database, with few server sessions that are shared by all. */
public final class PgBouncer implements AutoCloseable {
    private static final List<Path> PLACES = List.of(Path.of("/usr/sbin/pgbouncer"), Path.of("/usr/bin/pgbouncer"));

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static boolean isInstalled() {
        return program().isPresent();
    }

    /** What it says of itself, as "PgBouncer 1.18.0". */
    public static String version() throws IOException {
        Process asked = new ProcessBuilder(program().orElseThrow().toString(), "--version").start();
        return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .findFirst()
                .orElseThrow();
    }

    /** The installed one, or {@code PGBOUNCER=<file>} to try another version. */
    private static Optional<Path> program() {
        return Stream.concat(Optional.ofNullable(System.getenv("PGBOUNCER")).map(Path::of).stream(), PLACES.stream())
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** In front of the tests' migrated database. */
    public static PgBouncer start() {
        return inFrontOf(Database.port());
    }

    /** In front of a server on this machine that trusts every login. */
    public static PgBouncer inFrontOf(int server) {
        try {
            Path folder = Files.createTempDirectory("pgbouncer");
            int port = FunctionProcess.freePort();
            Path users = Files.writeString(
                    folder.resolve("users.txt"),
                    "\"%s\" \"none\"\n\"postgres\" \"none\"\n".formatted(Database.FUNCTIONS_LOGIN));
            Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
                    [databases]
                    postgres = host=127.0.0.1 port=%d
                    [pgbouncer]
                    listen_addr = 127.0.0.1
                    listen_port = %d
                    unix_socket_dir =
                    auth_type = trust
                    auth_file = %s
                    pool_mode = transaction
                    default_pool_size = 4
                    max_client_conn = 200
                    """.formatted(server, port, users));
            PgBouncer pooler = new PgBouncer(launch(settings, folder), port);
            pooler.awaitPort();
            return pooler;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return Database.functionsUrl(port);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /** It refuses to run as root; root lends it a user that has nothing. */
    private static Process launch(Path settings, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program().orElseThrow().toString());
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("-u", "nobody"));
            new ProcessBuilder("chmod", "-R", "a+rX", folder.toString())
                    .start()
                    .onExit()
                    .join();
        }
        command.add(settings.toString());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    private void awaitPort() {
        Await.until(() -> isOpen() || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("pgbouncer did not start");
        }
    }

    private boolean isOpen() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}

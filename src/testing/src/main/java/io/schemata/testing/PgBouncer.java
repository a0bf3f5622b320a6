package io.schemata.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        return PLACES.stream().anyMatch(Files::isExecutable);
    }

    public static PgBouncer start() {
        try {
            Path folder = Files.createTempDirectory("pgbouncer");
            int port = FunctionProcess.freePort();
            Path users = Files.writeString(
                    folder.resolve("users.txt"), "\"%s\" \"none\"\n".formatted(Database.FUNCTIONS_LOGIN));
            int server = URI.create(Database.ownerUrl()).getPort();
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

    public String url() {
        return "postgresql://%s:none@127.0.0.1:%d/postgres".formatted(Database.FUNCTIONS_LOGIN, port);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    /** It refuses to run as root; root lends it a user that has nothing. */
    private static Process launch(Path settings, Path folder) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow()
                .toString());
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
        while (process.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
        throw new IllegalStateException("pgbouncer did not start");
    }
}

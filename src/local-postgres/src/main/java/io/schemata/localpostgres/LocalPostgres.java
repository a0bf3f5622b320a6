package io.schemata.localpostgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/**
 * A real PostgreSQL server that came from Maven, for local runs and tests: started on a free port, by root or any user
 * else, and gone when it is closed.
 */
public final class LocalPostgres implements AutoCloseable {
    private static final String BINARIES = "ot.epg.working-dir"; // where the library unpacks the server
    private static final Duration LONGEST_START = Duration.ofSeconds(25);
    private static final int PREFERRED_PORT = 54422;

    private final EmbeddedPostgres server;
    private final Closeable rest;

    private LocalPostgres(EmbeddedPostgres server, Closeable rest) {
        this.server = server;
        this.rest = rest;
    }

    /**
     * A server whose data stays in {@code folder}, as safe as PostgreSQL keeps it. A server that a killed run has left
     * behind there is stopped first.
     *
     * @throws IllegalStateException when another run is using the folder
     */
    public static LocalPostgres keptIn(Path folder) throws IOException {
        Path data = Files.createDirectories(folder).resolve("data");
        FolderLock lock = FolderLock.take(folder);
        Orphan.stop(data);
        EmbeddedPostgres.Builder builder = builder(data.toFile())
                .setCleanDataDirectory(false)
                .setPort(isFree(PREFERRED_PORT) ? PREFERRED_PORT : 0)
                .setServerConfig("fsync", "on") // the library turns both off
                .setServerConfig("synchronous_commit", "on");
        return new LocalPostgres(builder.start(), lock);
    }

    /** A server for a test: empty, fast, and nothing is left of it. */
    public static LocalPostgres temporary() throws IOException {
        return temporary(Map.of());
    }

    /** The same with settings of the server's own. */
    public static LocalPostgres temporary(Map<String, String> settings) throws IOException {
        File data = Files.createTempDirectory("schemata-postgres").toFile();
        EmbeddedPostgres.Builder builder = builder(data).setCleanDataDirectory(true);
        settings.forEach(builder::setServerConfig);
        return new LocalPostgres(builder.start(), () -> {});
    }

    /** A server for a test that begins with a copy of what another one has left behind, see {@link #leaving}. */
    public static LocalPostgres copyOf(Path origin) throws IOException {
        File data = Files.createTempDirectory("schemata-postgres").toFile();
        FileUtils.copyDirectory(origin.toFile(), data);
        return new LocalPostgres(
                builder(data).setCleanDataDirectory(false).start(), () -> FileUtils.deleteDirectory(data));
    }

    /** A server whose data stays in {@code folder} when it is closed, for others to begin with. */
    public static LocalPostgres leaving(Path folder) throws IOException {
        return new LocalPostgres(
                builder(folder.toFile()).setCleanDataDirectory(false).start(), () -> {});
    }

    public int port() {
        return server.getPort();
    }

    /** The URL of the owner of everything, as psql accepts it. */
    public String url() {
        return url("postgres", "postgres");
    }

    /** The same database for another login. */
    public String url(String user, String password) {
        return "postgresql://%s:%s@127.0.0.1:%d/postgres".formatted(user, password, port());
    }

    @Override
    public void close() throws IOException {
        server.close();
        rest.close();
    }

    /** The same for a shutdown hook, where no caller is left to tell. */
    public void stop() {
        try {
            close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static EmbeddedPostgres.Builder builder(File data) {
        // Each user unpacks for themselves: files that root has unpacked can be used by root alone.
        Path binaries =
                Path.of(System.getProperty("java.io.tmpdir"), "schemata-postgres-" + System.getProperty("user.name"));
        System.setProperty(BINARIES, binaries.toString());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(LONGEST_START)
                .setLocaleConfig("locale", "C")
                .setServerConfig("max_connections", "200")
                .setServerConfig("logging_collector", "on") // into the data folder, one file a day, kept for a week
                .setServerConfig("log_filename", "postgresql-%a.log")
                .setServerConfig("log_truncate_on_rotation", "on");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}

package io.schemata.localpostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server a killed run has left behind: it would keep the next one from starting. */
final class Orphan {
    private static final Duration SAME_START = Duration.ofSeconds(10);
    private static final int LONGEST_STOP_SECONDS = 15;

    private Orphan() {}

    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile); // the process, its folder, when it was started, …
        Optional<ProcessHandle> server = lines.size() < 3
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.get(0).trim()))
                        .filter(process -> isServer(
                                process,
                                Instant.ofEpochSecond(
                                        Long.parseLong(lines.get(2).trim()))));
        if (server.isPresent()) {
            interrupt(server.get());
        }
    }

    /** The number may belong to another process by now, and be it another PostgreSQL: that has started later. */
    private static boolean isServer(ProcessHandle process, Instant started) {
        ProcessHandle.Info info = process.info();
        return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
                && info.startInstant()
                        .filter(start -> Duration.between(start, started).abs().compareTo(SAME_START) < 0)
                        .isPresent();
    }

    /** SIGINT is PostgreSQL's fast shutdown: sessions end, nothing that was committed is lost. */
    private static void interrupt(ProcessHandle server) throws IOException {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(server.pid()))
                    .start()
                    .waitFor();
            server.onExit().get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new IOException(
                    "the server of an earlier run (process %d) does not stop".formatted(server.pid()), failure);
        }
    }
}

package io.schemata.localpostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The server a killed run has left behind: it would keep the next one from starting. */
final class Orphan {
    private static final int LONGEST_STOP_SECONDS = 15;

    private Orphan() {}

    static void stop(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        Optional<ProcessHandle> server = Files.readAllLines(pidFile).stream()
                .findFirst()
                .flatMap(line -> ProcessHandle.of(Long.parseLong(line.trim())))
                .filter(process -> isServerOf(process, data));
        if (server.isPresent()) {
            interrupt(server.get());
        }
    }

    /** The number may belong to somebody else's process by now, and be it another PostgreSQL. */
    private static boolean isServerOf(ProcessHandle process, Path data) {
        ProcessHandle.Info info = process.info();
        return info.command().filter(command -> command.endsWith("/postgres")).isPresent()
                && info.arguments()
                        .filter(all -> List.of(all).contains(data.toString()))
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

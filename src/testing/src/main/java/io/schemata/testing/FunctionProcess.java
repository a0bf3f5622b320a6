package io.schemata.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A function's executable in a process of its own, on a port of its own, on the tests' database. */
public final class FunctionProcess implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(30);

    private final Program program;
    private final String function;
    private final Map<String, String> environment;
    private final int port;
    private final File log;
    private final Process process;

    private FunctionProcess(Program program, String function, Map<String, String> environment, int port)
            throws IOException {
        this.program = program;
        this.function = function;
        this.environment = environment;
        this.port = port;
        this.log = File.createTempFile(function, ".log");
        Map<String, String> settings = new HashMap<>(environment);
        settings.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        this.process = program.leavingClasses().start(settings, log);
        awaitPort();
    }

    /** Starts it as the function under test was started, but for these settings (name, value, name, value …). */
    public static FunctionProcess start(String function, String... changes) {
        return start(Program.of(function), function, changes);
    }

    /** The same within a heap of so many megabytes. */
    public static FunctionProcess startSmall(int megabytes, String function, String... changes) {
        return start(Program.of(function).withHeap(megabytes), function, changes);
    }

    private static FunctionProcess start(Program program, String function, String... changes) {
        try {
            return new FunctionProcess(program, function, environment(changes), freePort());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Runs one that is expected to refuse to start, and answers what it said. */
    public static Program.Ended startAndEnd(String function, String... changes) {
        Map<String, String> settings = environment(changes);
        settings.putIfAbsent("QUARKUS_HTTP_PORT", "0");
        return Program.of(function).run(settings);
    }

    private static Map<String, String> environment(String... changes) {
        Map<String, String> environment = new HashMap<>(Settings.ofFunction());
        for (int i = 0; i < changes.length; i += 2) {
            environment.put(changes[i], changes[i + 1]);
        }
        return environment;
    }

    /** Kills it as the operating system does, mid-call, and starts another on the same port. */
    public FunctionProcess killAndRestart() {
        try {
            process.destroyForcibly().waitFor();
            return new FunctionProcess(program, function, environment, port);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Tells it to stop, as a scheduler does, and goes on at once. */
    public void terminate() {
        process.destroy();
    }

    /** The process, to be watched. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    public int port() {
        return port;
    }

    /** What it has said so far. */
    public String log() {
        return Program.said(log);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        if (log().contains("does not document")) {
            throw new AssertionError(log());
        }
    }

    private void awaitPort() {
        Instant end = Instant.now().plus(LONGEST_START);
        Await.until(() -> isOpen(port) || Instant.now().isAfter(end) || !process.isAlive());
        if (!isOpen(port)) {
            process.destroyForcibly();
            throw new IllegalStateException(function + " did not start:\n" + log());
        }
    }

    /** Whether a process of this machine listens on it. */
    public static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /** A free port. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

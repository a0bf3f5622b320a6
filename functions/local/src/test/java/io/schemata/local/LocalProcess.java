package io.schemata.local;

import io.schemata.testing.FunctionProcess;
import io.schemata.testing.Program;
import io.schemata.testing.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The local run, started as the README starts it, in a folder of its own. */
final class LocalProcess implements AutoCloseable {
    static final Path JAR = Program.root().resolve("functions/local/target/quarkus-app/quarkus-run.jar");
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    /** Tests that run in the background ignore Ctrl-C, and so do the processes they start. */
    private static final List<String> HEARS_CTRL_C =
            System.getProperty("os.name").equals("Linux") ? List.of("env", "--default-signal=INT") : List.of();

    private static final String DATA = ".schemata";
    private static final String READY = "Schemata is ready on http://localhost:";

    private final Process process;
    private final int port;
    private final List<String> said;
    private final BufferedReader output;

    private LocalProcess(Process process, int port, List<String> said, BufferedReader output) {
        this.process = process;
        this.port = port;
        this.said = said;
        this.output = output;
    }

    /** Starts it and waits until it says that it is ready, or ends. */
    static LocalProcess start(Path folder, String... environment) throws IOException {
        int port = FunctionProcess.freePort();
        List<String> command = new ArrayList<>(HEARS_CTRL_C);
        command.add(JAVA);
        command.addAll(Program.BRIEF_JVM);
        command.addAll(List.of("-jar", JAR.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Program.forgetSettings(builder.environment());
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        for (int i = 0; i < environment.length; i += 2) {
            builder.environment().put(environment[i], environment[i + 1]);
        }
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> said = new ArrayList<>();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.add(line);
            if (line.startsWith(READY)) {
                break;
            }
        }
        return new LocalProcess(process, port, said, output);
    }

    /** The same with what a first run has made already: its data is made once for many tests, and copied. */
    static LocalProcess startAgain(Path folder, String... environment) throws IOException {
        copy(prepared(), folder.resolve(DATA));
        return start(folder, environment);
    }

    private static synchronized Path prepared() throws IOException {
        Path folder = Program.root()
                .resolve("functions/local/target/prepared")
                .resolve(Long.toString(JAR.toFile().lastModified()));
        if (!Files.exists(folder)) {
            Path fresh = Files.createTempDirectory("local-run");
            try (LocalProcess run = start(fresh)) {
                if (!run.isReady()) {
                    throw new IllegalStateException(run.said());
                }
            }
            Files.createDirectories(folder.getParent());
            copy(fresh.resolve(DATA), folder);
        }
        return folder;
    }

    /** With owners and rights, which PostgreSQL looks at. */
    private static void copy(Path from, Path to) throws IOException {
        try {
            if (new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                            .inheritIO()
                            .start()
                            .waitFor()
                    != 0) {
                throw new IOException("cannot copy %s to %s".formatted(from, to));
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    int port() {
        return port;
    }

    boolean isReady() {
        return said.get(said.size() - 1).equals(READY + port);
    }

    String said() {
        return String.join("\n", said);
    }

    /** What it says after a label or in a shell variable. */
    String said(String label) {
        Matcher matcher = Pattern.compile("(?m)^\\s*" + Pattern.quote(label) + "\\s*(\\S+)$")
                .matcher(said());
        if (!matcher.find()) {
            throw new IllegalStateException("no '%s' in:%n%s".formatted(label, said()));
        }
        return matcher.group(1);
    }

    /** The next line that it says with this in it; waits for it. */
    String nextLineWith(String part) throws IOException {
        String line = output.readLine();
        while (!line.contains(part)) {
            line = output.readLine();
        }
        return line;
    }

    String jdbcUrl() {
        return said("Database:")
                .replaceFirst("postgresql://([^:]*):([^@]*)@(.*)", "jdbc:postgresql://$3?user=$1&password=$2");
    }

    int pressCtrlC() throws InterruptedException {
        Signals.send("INT", process.pid());
        return process.waitFor();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}

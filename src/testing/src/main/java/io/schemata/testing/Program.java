package io.schemata.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program as it is deployed: the newest build of a function, native or for the JVM, in a process of its own. */
public final class Program {
    /** It lives for seconds: started quickly rather than fast in the end. */
    public static final List<String> BRIEF_JVM = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final Path file;
    private final List<String> command;
    private final List<String> rest;
    private final boolean isAtTerminal;
    private final boolean isLeavingClasses;

    private Program(
            Path file, List<String> command, List<String> rest, boolean isAtTerminal, boolean isLeavingClasses) {
        this.file = file;
        this.command = command;
        this.rest = rest;
        this.isAtTerminal = isAtTerminal;
        this.isLeavingClasses = isLeavingClasses;
    }

    /** The same at a terminal of its own, by util-linux' {@code script}. */
    public Program atTerminal() {
        return new Program(file, command, rest, true, isLeavingClasses);
    }

    /** The same, which spares later starts the loading of what it has used: for a run that uses much. */
    public Program leavingClasses() {
        return new Program(file, command, rest, isAtTerminal, true);
    }

    /** The same with a heap of its own size, as a small container has it. */
    public Program withHeap(int megabytes) {
        return new Program(
                file,
                Stream.concat(command.stream(), Stream.of("-Xmx%dm".formatted(megabytes)))
                        .toList(),
                rest,
                isAtTerminal,
                isLeavingClasses);
    }

    /** The function in {@code functions/<name>}; it has to be packaged. */
    public static Program of(String name) {
        Path target = root().resolve("functions").resolve(name).resolve("target");
        Path jar = target.resolve("quarkus-app/quarkus-run.jar");
        try (Stream<Path> files = Files.list(target)) {
            Path newest = Stream.concat(
                            Stream.of(jar), files.filter(file -> file.toString().endsWith("-runner")))
                    .filter(Files::exists)
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow(() ->
                            new IllegalStateException(name + " is not packaged; run the tests with 'mvnw verify'"));
            return newest.equals(jar)
                    ? new Program(newest, onJvm(), List.of("-jar", jar.toString()), false, false)
                    : new Program(newest, List.of(newest.toString()), List.of(), false, false);
        } catch (IOException failure) {
            throw new UncheckedIOException(name + " is not packaged; run the tests with 'mvnw verify'", failure);
        }
    }

    /** Tells this build from others. */
    String build() {
        return file.getFileName() + "-" + file.toFile().lastModified();
    }

    /** Starts it with exactly these settings; what it says goes to {@code log}. */
    public Process start(Map<String, String> environment, File log, String... arguments) {
        return startIn(root(), environment, log, arguments);
    }

    /** The same in another working folder. */
    public Process startIn(Path folder, Map<String, String> environment, File log, String... arguments) {
        List<String> line = new ArrayList<>(command);
        LoadedClasses classes = LoadedClasses.of(file);
        Path unfinished = classes.unfinished();
        boolean isOnJvm = !rest.isEmpty();
        if (isOnJvm) {
            line.addAll(isLeavingClasses ? classes.optionsOfLeaving(unfinished) : classes.options());
        }
        line.addAll(rest);
        line.addAll(List.of(arguments));
        if (isAtTerminal) {
            line = List.of("script", "-qec", String.join(" ", line), "/dev/null");
        }
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log);
        builder.directory(folder.toFile());
        forgetSettings(builder.environment());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            if (isOnJvm && isLeavingClasses) {
                process.onExit().thenAccept(ended -> classes.keep(unfinished, ended.exitValue()));
            }
            return process;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes whatever could be a setting of ours out of an environment. */
    public static void forgetSettings(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> name.startsWith("SCHEMATA_")
                        || name.startsWith("QUARKUS_")
                        || name.startsWith("SUPABASE_")
                        || name.equals("DATABASE_URL"));
    }

    /** Runs it to its end. */
    public Ended run(Map<String, String> environment, String... arguments) {
        return runIn(root(), environment, arguments);
    }

    /** The same in another working folder. */
    public Ended runIn(Path folder, Map<String, String> environment, String... arguments) {
        try {
            File log = File.createTempFile("schemata", ".log");
            Process process = startIn(folder, environment, log, arguments);
            int exitCode = process.waitFor();
            String output = Files.readString(log.toPath());
            Files.delete(log.toPath());
            return new Ended(exitCode, output);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** What a process has said so far. */
    public static String said(File log) {
        try {
            return Files.readString(log.toPath());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How a run ended and what it said. */
    public record Ended(int exitCode, String output) {}

    /** The project's own folder. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static List<String> onJvm() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return Stream.concat(Stream.of(java), BRIEF_JVM.stream()).toList();
    }
}

package io.schemata.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;

/**
 * A program's classes as the JVM has loaded them, kept beside the program (class data sharing): each later start of it
 * takes a third less.
 */
record LoadedClasses(Path file) {
    /** The exit code after SIGKILL. */
    private static final int KILLED = 137;

    /** Of this build of a program, and of this JVM. */
    static LoadedClasses of(Path jar) {
        return new LoadedClasses(jar.resolveSibling(
                "%s-%d.jsa".formatted(Runtime.version(), jar.toFile().lastModified())));
    }

    /** What the JVM is started with to use them, where they are. */
    List<String> options() {
        return Files.exists(file) ? List.of("-XX:SharedArchiveFile=" + file, "-Xlog:disable") : List.of();
    }

    /** The same; where they are not, it leaves them in a file at its end, to be {@link #keep kept}. */
    List<String> optionsOfLeaving(Path unfinished) {
        return Files.exists(file) ? options() : List.of("-XX:ArchiveClassesAtExit=" + unfinished, "-Xlog:disable");
    }

    /** A file for one run alone: others may be at it at the same time. */
    Path unfinished() {
        return file.resolveSibling("%s.%s".formatted(file.getFileName(), UUID.randomUUID()));
    }

    /** Whole from the start for whoever looks; several may bring the same. A run that was killed may have left half of them. */
    void keep(Path unfinished, int exitCode) {
        try {
            if (exitCode == KILLED) {
                Files.deleteIfExists(unfinished);
            } else if (Files.exists(unfinished)) {
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

package io.schemata.migrate.cli;

import io.schemata.registry.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The local run in the working folder: with nothing set, {@code migrate} works on its tenants and its database. */
final class LocalRun {
    private static final Path FOLDER = Path.of(".schemata");
    private static final Path ADDRESS = FOLDER.resolve("database-url");

    private LocalRun() {}

    static void useIfNothingIsSet() {
        boolean isAnythingSet =
                System.getenv("DATABASE_URL") != null || ProjectFolder.find().isPresent();
        if (isAnythingSet || !Files.isReadable(ADDRESS)) {
            return;
        }
        try {
            System.setProperty("DATABASE_URL", Files.readString(ADDRESS));
            System.setProperty(ProjectFolder.PROPERTY, FOLDER.toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

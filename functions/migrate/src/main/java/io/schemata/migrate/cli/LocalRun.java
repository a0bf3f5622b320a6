package io.schemata.migrate.cli;

import io.schemata.registry.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** The local run in the working folder: with nothing set, {@code migrate} works on its tenants and its database. */
final class LocalRun {
    private LocalRun() {}

    static void useIfNothingIsSet() {
        boolean isAnythingSet =
                System.getenv("DATABASE_URL") != null || ProjectFolder.find().isPresent();
        if (isAnythingSet || !Files.isReadable(ProjectFolder.ADDRESS_OF_LOCAL_RUN)) {
            return;
        }
        try {
            System.setProperty("DATABASE_URL", Files.readString(ProjectFolder.ADDRESS_OF_LOCAL_RUN));
            System.setProperty(ProjectFolder.PROPERTY, ProjectFolder.OF_LOCAL_RUN.toString());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

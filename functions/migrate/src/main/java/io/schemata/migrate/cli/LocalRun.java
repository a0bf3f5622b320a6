package io.schemata.migrate.cli;

import io.schemata.registry.ProjectFolder;
import io.schemata.registry.RegistryException;
import java.io.IOException;
import java.nio.file.Files;

/** The local run in the working folder: with no {@code DATABASE_URL} {@code migrate} works on its database, and where the folder
 * has no project of its own on its tenants. */
final class LocalRun {
    private LocalRun() {}

    static void useIfNothingIsSet() {
        if (System.getenv("DATABASE_URL") != null || !Files.isReadable(ProjectFolder.ADDRESS_OF_LOCAL_RUN)) {
            return;
        }
        try {
            System.setProperty("DATABASE_URL", Files.readString(ProjectFolder.ADDRESS_OF_LOCAL_RUN));
        } catch (IOException unreadable) {
            throw new RegistryException(
                    "the local run's %s cannot be read".formatted(ProjectFolder.ADDRESS_OF_LOCAL_RUN));
        }
        if (ProjectFolder.find().isEmpty()) {
            System.setProperty(ProjectFolder.PROPERTY, ProjectFolder.OF_LOCAL_RUN.toString());
        }
    }
}

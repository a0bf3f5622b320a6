package io.schemata.local;

import io.schemata.registry.ProjectFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What {@code migrate} finds of a local run in its data's folder: the owner's address, and the project where the working
 * folder has none.
 */
final class LocalProject {
    private static final Path FOLDER = ProjectFolder.OF_LOCAL_RUN;
    private static final Path ADDRESS = ProjectFolder.ADDRESS_OF_LOCAL_RUN;

    private LocalProject() {}

    /** @param owner the owner's URL, or null where the database is not this run's own */
    static void write(String owner) throws IOException {
        Files.createDirectories(FOLDER);
        Files.deleteIfExists(ADDRESS);
        if (owner != null) {
            Files.createFile(
                    ADDRESS, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(ADDRESS, owner);
        }
        if (ProjectFolder.find().isEmpty()) {
            try (InputStream tenants = LocalProject.class.getResourceAsStream("/local-run/" + ProjectFolder.FILE)) {
                Files.copy(tenants, FOLDER.resolve(ProjectFolder.FILE), StandardCopyOption.REPLACE_EXISTING);
            }
            System.setProperty(ProjectFolder.PROPERTY, FOLDER.toString());
        }
    }
}

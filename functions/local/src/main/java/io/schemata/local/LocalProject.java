package io.schemata.local;

import io.schemata.registry.ProjectFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The project of a local run whose working folder has none: in its data's folder, where {@code migrate} finds it too. */
final class LocalProject {
    private static final Path FOLDER = ProjectFolder.OF_LOCAL_RUN;
    private static final Path ADDRESS = ProjectFolder.ADDRESS_OF_LOCAL_RUN;

    private LocalProject() {}

    /** @param owner the owner's URL, or null where the database is not this run's own */
    static void write(String owner) throws IOException {
        if (ProjectFolder.find().isPresent()) {
            return;
        }
        Files.createDirectories(FOLDER);
        try (InputStream tenants = LocalProject.class.getResourceAsStream("/local-run/" + ProjectFolder.FILE)) {
            Files.copy(tenants, FOLDER.resolve(ProjectFolder.FILE), StandardCopyOption.REPLACE_EXISTING);
        }
        Files.deleteIfExists(ADDRESS);
        if (owner != null) {
            Files.createFile(
                    ADDRESS, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(ADDRESS, owner);
        }
        System.setProperty(ProjectFolder.PROPERTY, FOLDER.toString());
    }
}

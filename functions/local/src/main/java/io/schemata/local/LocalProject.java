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
    static final Path FOLDER = Path.of(".schemata");

    private static final String TENANTS = "schemata.yaml";
    private static final String ADDRESS = "database-url";

    private LocalProject() {}

    /** @param owner the owner's URL, or null where the database is not this run's own */
    static void write(String owner) throws IOException {
        if (ProjectFolder.find().isPresent()) {
            return;
        }
        Files.createDirectories(FOLDER);
        try (InputStream tenants = LocalProject.class.getResourceAsStream("/local-run/" + TENANTS)) {
            Files.copy(tenants, FOLDER.resolve(TENANTS), StandardCopyOption.REPLACE_EXISTING);
        }
        Path address = FOLDER.resolve(ADDRESS);
        Files.deleteIfExists(address);
        if (owner != null) {
            Files.createFile(
                    address, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(address, owner);
        }
        System.setProperty(ProjectFolder.PROPERTY, FOLDER.toString());
    }
}

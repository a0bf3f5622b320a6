package io.schemata.registry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of a team's project, with its {@code schemata.yaml} and its blueprints: the option {@code --project}, or else
 * {@code SCHEMATA_PROJECT}, or else the working folder where it has such a file.
 */
public final class ProjectFolder {
    /** The option's value as a system property. */
    public static final String PROPERTY = "schemata.project";

    /** The file with the tenants. */
    public static final String FILE = "schemata.yaml";

    /** The folder in which a local run keeps its data, and its project where the working folder has none. */
    public static final Path OF_LOCAL_RUN = Path.of(".schemata");

    /** The file in it with the owner's address of a local run's own database. */
    public static final Path ADDRESS_OF_LOCAL_RUN = OF_LOCAL_RUN.resolve("database-url");

    private ProjectFolder() {}

    /** The folder, where there is one; a named one without the file is refused. */
    public static Optional<Path> find() {
        String named = System.getProperty(PROPERTY, System.getenv("SCHEMATA_PROJECT"));
        if (named != null && !named.isBlank()) {
            Path folder = Path.of(named);
            if (!Files.isReadable(folder.resolve(FILE))) {
                throw new RegistryException("the project '%s' has no %s that can be read".formatted(named, FILE));
            }
            return Optional.of(folder);
        }
        return Optional.of(Path.of("")).filter(folder -> Files.isReadable(folder.resolve(FILE)));
    }
}

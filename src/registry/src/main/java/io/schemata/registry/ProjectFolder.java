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

    static final String FILE = "schemata.yaml";

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

package io.schemata.testing;

import io.schemata.localpostgres.LocalPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * PostgreSQL servers that begin with what was made once for many tests: a stopped server's folder is kept beside the
 * {@code migrate} that was used for it, and copied.
 */
public final class PreparedServer {
    /** What is done once, on an empty server. */
    public interface Preparation {
        void on(LocalPostgres server);
    }

    private PreparedServer() {}

    /** @param content tells one preparation from another */
    public static synchronized LocalPostgres start(String content, Preparation preparation) throws IOException {
        Path folder = ofThisBuild()
                .resolve(UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8))
                        .toString());
        if (!Files.exists(folder)) {
            Path unfinished = Files.createTempDirectory(folder.getParent(), "unfinished");
            try (LocalPostgres server = LocalPostgres.leaving(unfinished)) {
                preparation.on(server);
            }
            try {
                Files.move(unfinished, folder);
            } catch (FileSystemException other) { // another run has just made the same
                FileUtils.deleteDirectory(unfinished.toFile());
            }
        }
        return LocalPostgres.copyOf(folder);
    }

    /** A newer build of {@code migrate} begins anew. */
    private static Path ofThisBuild() throws IOException {
        Path all = Program.root().resolve("functions/migrate/target/prepared");
        Path ofThis = all.resolve(Program.of("migrate").build());
        Files.createDirectories(ofThis);
        try (Stream<Path> builds = Files.list(all)) {
            builds.filter(build -> !build.equals(ofThis)).forEach(build -> FileUtils.deleteQuietly(build.toFile()));
        }
        return ofThis;
    }
}

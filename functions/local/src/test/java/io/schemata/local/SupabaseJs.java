package io.schemata.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schemata.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Supabase's own client from its registry, and the story that it tells. */
final class SupabaseJs {
    private static final List<String> FILES =
            List.of("package.json", "package-lock.json", "story.js", "supabase-js.js", "migrate.js", "page.html");

    private final Path folder;

    private SupabaseJs(Path folder) {
        this.folder = folder;
    }

    static SupabaseJs installIn(Path folder) throws IOException, InterruptedException {
        assumeTrue(Command.isInstalled("node") && Command.isInstalled("npm"), "node or npm is not installed: skipped");
        Path scripts = Program.root().resolve("functions/local/src/test/js");
        Path copy = Files.createDirectory(folder.resolve("js"));
        for (String file : FILES) {
            Files.copy(scripts.resolve(file), copy.resolve(file));
        }
        assertEquals("", Command.failureOf(copy, "npm", "ci", "--no-audit", "--no-fund"));
        return new SupabaseJs(copy);
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Migrates in node by {@code migrate serve} on that port. */
    void migrate(int port, String secretKey, String publishableKey) throws IOException, InterruptedException {
        String url = "http://127.0.0.1:%d/".formatted(port);
        assertEquals("", Command.failureOf(folder, "node", "migrate.js", url, secretKey, publishableKey));
    }

    /** Tells the story in node with the new keys, and with legacy ones when they are given: service, anon. */
    void tell(LocalProcess run, String userToken, String... legacyKeys) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "node",
                "supabase-js.js",
                "http://127.0.0.1:%d/".formatted(run.port()),
                userToken,
                run.said("secret key:"),
                run.said("publishable key:"),
                Demo.ENTITY_ID));
        command.addAll(List.of(legacyKeys));
        assertEquals("", Command.failureOf(folder, command.toArray(String[]::new)));
    }
}

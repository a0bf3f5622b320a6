package io.schemata.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.schemata.testing.Await;
import io.schemata.testing.Certificates;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.Program;
import io.schemata.testing.PublishedKeys;
import io.schemata.testing.Tokens;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page in a real browser, and node, tell the whole story by Supabase's own client, with the new keys alone. */
class BrowserIT {
    @TempDir
    private static Path folder;

    private static SupabaseJs client;
    private static Map<String, Path> files;

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        client = SupabaseJs.installIn(folder);
        files = Map.of(
                "/page.html", client.file("page.html"),
                "/story.js", client.file("story.js"),
                "/supabase.js", client.file("node_modules/@supabase/supabase-js/dist/umd/supabase.js"));
    }

    @Test
    void fromTheSameOriginBehindAProxyThatEndsTlsButFromNoOther() throws Exception {
        assumeTrue(Command.isInstalled("chromium"), "chromium is not installed: skipped");
        try (PublishedKeys keys = PublishedKeys.serve();
                LocalProcess run = start(keys, "QUARKUS_HTTP_CORS_ORIGINS", "http://app.example");
                PageServer own = PageServer.withFunctions(
                        files,
                        run.port(),
                        Certificates.ofServer("dns:localhost").serverContext());
                PageServer other = PageServer.of(files)) {
            String host = "https://localhost:%d".formatted(own.port());
            assertEquals("all as expected", title(host, story(run, host + "/functions/v1")));
            String foreign = title("http://localhost:%d".formatted(other.port()), story(run, direct(run)));
            assertTrue(foreign.startsWith("failed: "), foreign);
        }
    }

    @Test
    void fromAnotherOriginThatIsConfiguredAndInNode() throws Exception {
        try (PublishedKeys keys = PublishedKeys.serve();
                LocalProcess run = start(keys);
                PageServer other = PageServer.of(files)) {
            client.tell(run, token());
            assumeTrue(Command.isInstalled("chromium"), "chromium is not installed: skipped");
            String host = "http://localhost:%d".formatted(other.port());
            assertEquals("all as expected", title(host, story(run, direct(run))));
        }
    }

    @Test
    void migratesBesideTheLocalRunByTheSecretKeyAlone() throws Exception {
        Path beside = Files.createDirectory(folder.resolve("beside"));
        try (LocalProcess run = LocalProcess.startAgain(beside)) {
            int port = FunctionProcess.freePort();
            String secret = run.said("secret key:");
            String publishable = run.said("publishable key:");
            Map<String, String> settings = Map.of(
                    "SCHEMATA_JWT_SECRET",
                    Tokens.SECRET,
                    "SCHEMATA_JWT_USER_ISSUERS",
                    Tokens.USER_ISSUER,
                    "SUPABASE_SECRET_KEY",
                    secret,
                    "SUPABASE_PUBLISHABLE_KEY",
                    publishable);
            File log = beside.resolve("serve.log").toFile();
            Process serve =
                    Program.of("migrate").startIn(beside, settings, log, "serve", "--port", Integer.toString(port));
            try {
                Await.until(() -> !serve.isAlive() || FunctionProcess.isOpen(port));
                client.migrate(port, secret, publishable);
            } finally {
                serve.destroyForcibly();
            }
        }
    }

    /** Without the secret that signs legacy keys. */
    private static LocalProcess start(PublishedKeys keys, String... more) throws IOException {
        List<String> settings =
                new ArrayList<>(List.of("SCHEMATA_JWT_SECRET", "", "SCHEMATA_JWT_JWKS_URL", keys.url()));
        settings.addAll(List.of(more));
        LocalProcess run = LocalProcess.startAgain(folder, settings.toArray(String[]::new));
        assertTrue(run.isReady(), run::said);
        return run;
    }

    private static String direct(LocalProcess run) {
        return "http://127.0.0.1:%d/".formatted(run.port());
    }

    private static String token() {
        return PublishedKeys.signed("ES256", Tokens.userClaims(UUID.fromString(Demo.USER_ID)));
    }

    private static String story(LocalProcess run, String url) {
        return "{\"url\":\"%s\",\"publicKey\":\"%s\",\"serviceKey\":\"%s\",\"userToken\":\"%s\",\"entity\":\"%s\"}"
                .formatted(url, run.said("publishable key:"), run.said("secret key:"), token(), Demo.ENTITY_ID);
    }

    /** What the page's title says when nothing is going on any more. */
    private static String title(String host, String wish) throws IOException, InterruptedException {
        String address = host + "/page.html#"
                + URLEncoder.encode(wish, StandardCharsets.UTF_8).replace("+", "%20");
        String document = Command.outputOf(
                folder,
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--ignore-certificate-errors",
                "--user-data-dir=" + folder.resolve("profile"),
                "--virtual-time-budget=60000",
                "--dump-dom",
                address);
        return document.replaceFirst("(?s).*<title>(.*?)</title>.*", "$1");
    }
}

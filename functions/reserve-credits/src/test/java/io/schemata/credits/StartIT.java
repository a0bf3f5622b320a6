package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Certificates;
import io.schemata.testing.Database;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Program;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A forgotten or wrong setting keeps a function from starting, and the reason is said in a sentence without secrets. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class StartIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DATABASE_URL | '' | DATABASE_URL is not set",
                "DATABASE_URL | mysql://u:hidden@h/d | DATABASE_URL has to begin with postgresql://",
                "DATABASE_URL | postgresql://u:hid/den@h/d | a slash in a password has to be written as %2F",
                "DATABASE_URL | postgresql://u:hidden@h/d?sslmode=verify-full&sslrootcert=/none | there is no file /none",
                "DATABASE_URL | postgresql://u:hidden@h/d?sslmode=on | sslmode: 'on' is no value of it",
                "SCHEMATA_JWT_SECRET | hidden | SCHEMATA_JWT_SECRET has 6 bytes",
                "SCHEMATA_JWT_JWKS | hidden | SCHEMATA_JWT_JWKS or SUPABASE_JWKS is not a JSON Web Key Set",
                "SUPABASE_JWKS | hidden | SCHEMATA_JWT_JWKS or SUPABASE_JWKS is not a JSON Web Key Set",
                "SCHEMATA_JWT_JWKS | {\"keys\":[{\"kty\":\"oct\",\"k\":\"aGlkZGVu\"}]} | a secret of SCHEMATA_JWT_JWKS has 6 bytes",
                "SCHEMATA_JWT_JWKS_REFRESH | 60s | SCHEMATA_JWT_JWKS_REFRESH is PT1M; it has to be 1s to 50s",
                "SCHEMATA_DATABASE_CONNECTIONS | 0 | SCHEMATA_DATABASE_CONNECTIONS is 0; it has to be more than 0",
                "SCHEMATA_CALL_MAX_DURATION | 0s | SCHEMATA_CALL_MAX_DURATION is PT0S; it has to be more than 0",
                "SCHEMATA_CALL_MAX_DURATION | soon | schemata.call.max-duration",
                "SCHEMATA_HTTP_MAX_CONNECTIONS | x | schemata.http.max-connections",
                "SCHEMATA_HTTP_UNTIL_FIRST_REQUEST | soon | schemata.http.until-first-request",
                "QUARKUS_HTTP_HOST | 192.0.2.1 | cannot listen on QUARKUS_HTTP_HOST and QUARKUS_HTTP_PORT",
                "SCHEMATA_KEYS_SECRET_SERVER | sb_secret_hidden | the key 'server' is not of the form sb_secret_…, or shorter",
                "SCHEMATA_KEYS_SECRET_SERVER | sb_publishable_hidden_hidden_hidden_hidden | the key 'server' is not of the form sb_secret_…",
                "SUPABASE_SECRET_KEYS | hidden | SUPABASE_SECRET_KEYS is no JSON object from name to key",
                "SUPABASE_SECRET_KEYS | {\"a\": {\"hidden\": 1}} | SUPABASE_SECRET_KEYS is no JSON object from name to key",
            })
    void refusesToStart(String variable, String value, String reason) {
        Program.Ended ended = FunctionProcess.startAndEnd("reserve-credits", variable, value);
        assertRefused(reason, ended);
        assertFalse(ended.output().matches("(?s).*(hidden|hid/den).*"), ended.output());
    }

    @Test
    void refusesToStartWithoutAnyKey() {
        Program.Ended ended =
                FunctionProcess.startAndEnd("reserve-credits", "SCHEMATA_JWT_SECRET", "", "SCHEMATA_JWT_JWKS_URL", "");
        assertRefused("no token could be verified", ended);
    }

    @Test
    void refusesToStartWithoutAnyIssuer() {
        Program.Ended ended = FunctionProcess.startAndEnd(
                "reserve-credits",
                "SCHEMATA_JWT_USER_ISSUERS",
                "",
                "SCHEMATA_JWT_JWKS_URL",
                "https://example.com/keys");
        assertRefused("SCHEMATA_JWT_USER_ISSUERS is not set: no user's token could be accepted", ended);
    }

    @Test
    void refusesACertificate() {
        Map<String, String> files = Certificates.ofServer("dns:localhost").serverSettings();
        Program.Ended ended = FunctionProcess.startAndEnd(
                "reserve-credits",
                "QUARKUS_HTTP_SSL_CERTIFICATE_FILES",
                files.get("ssl_cert_file"),
                "QUARKUS_HTTP_SSL_CERTIFICATE_KEY_FILES",
                files.get("ssl_key_file"));
        assertRefused("a function serves plain HTTP", ended);
    }

    @Test
    void endsWithTheLoginOfTheSchemasOwner() {
        Program.Ended ended = FunctionProcess.startAndEnd("reserve-credits", "DATABASE_URL", Database.ownerUrl());
        assertEquals(2, ended.exitCode(), ended::output);
        assertEquals(
                1,
                ended.output()
                        .lines()
                        .filter(line -> line.contains("functions need the login schemata_functions"))
                        .count(),
                ended::output);
    }

    @Test
    void namesThePortThatIsInUseBesideASilentDatabase() throws IOException {
        try (ServerSocket taken = new ServerSocket(0);
                ServerSocket silent = new ServerSocket(0)) {
            Program.Ended ended = FunctionProcess.startAndEnd(
                    "reserve-credits",
                    "QUARKUS_HTTP_PORT",
                    Integer.toString(taken.getLocalPort()),
                    "DATABASE_URL",
                    "postgresql://u:hidden@127.0.0.1:%d/d".formatted(silent.getLocalPort()));
            assertRefused("cannot listen on QUARKUS_HTTP_HOST and QUARKUS_HTTP_PORT: ", ended);
        }
    }

    /** With the last line, and no trace of how it came there. */
    private static void assertRefused(String reason, Program.Ended ended) {
        assertEquals(2, ended.exitCode(), ended::output);
        List<String> lines = ended.output().lines().toList();
        String last = lines.get(lines.size() - 1);
        assertTrue(last.startsWith("cannot start: ") && last.contains(reason), ended::output);
        assertFalse(ended.output().contains("\tat "), ended::output);
    }
}

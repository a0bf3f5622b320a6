package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Tokens;
import io.schemata.testing.Wire;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call that is refused before all of it has come: a client that sends everything first still gets the answer. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class EarlyRefusalTest {
    private static final String MUCH = "x".repeat(20 * 1024 * 1024);

    static Stream<Arguments> refusedEarly() {
        return Stream.of(
                Arguments.of("a body that is too large", 413, head("Content-Type: application/json", length()) + MUCH),
                Arguments.of(
                        "a body that turns out to be too large",
                        413,
                        head("Content-Type: application/json", "Transfer-Encoding: chunked")
                                + "%x\r\n%s\r\n0\r\n\r\n".formatted(MUCH.length(), MUCH)),
                Arguments.of("a body of another type", 415, head("Content-Type: text/plain", length()) + MUCH),
                Arguments.of("a method that is not known", 405, head(length()).replaceFirst("POST", "PUT") + MUCH),
                Arguments.of("a path that is not known", 404, head(length()).replaceFirst("/credit", "/no") + MUCH),
                Arguments.of("a first line that is too long", 414, "POST /" + MUCH + " HTTP/1.1\r\n\r\n"),
                Arguments.of("headers that are too long", 431, head("X-Much: " + MUCH)),
                Arguments.of("no HTTP", 400, "hello\r\n\r\n" + MUCH));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedEarly")
    void isAnsweredThoughTheClientSendsEverythingFirst(String name, int status, String request) {
        String answer = Wire.send(request);
        assertTrue(answer.startsWith("HTTP/1.1 %d ".formatted(status)), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    private static String length() {
        return "Content-Length: " + MUCH.length();
    }

    private static String head(String... headers) {
        return "POST /credit-balance HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer %s\r\n%s\r\n\r\n"
                .formatted(Tokens.user(UUID.randomUUID()), String.join("\r\n", headers));
    }
}

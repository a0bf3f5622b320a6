package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Wire;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What cannot be read as HTTP is answered as every refusal is, so that a browser shows the reason. */
@QuarkusTest
@QuarkusTestResource(MigratedDatabase.class)
class UnreadableRequestTest {
    private static final String HEAD = "POST /credit-balance HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    static Stream<Arguments> unreadable() {
        return Stream.of(
                Arguments.of(
                        "a first line of 10,000 characters", 414, "POST /" + "x".repeat(10_000) + " HTTP/1.1\r\n\r\n"),
                Arguments.of(
                        "headers of 30,000 characters",
                        431,
                        HEAD + "Authorization: " + "x".repeat(30_000) + "\r\n\r\n"),
                Arguments.of("no HTTP", 400, "hello\r\n\r\n"),
                Arguments.of("a control character in a header", 400, HEAD + "X: a\u0001b\r\n\r\n"),
                Arguments.of("two lengths", 400, HEAD + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n{}"),
                Arguments.of("a length that is no number", 400, HEAD + "Content-Length: x\r\n\r\n{}"),
                Arguments.of("a length less than none", 400, HEAD + "Content-Length: -1\r\n\r\n{}"),
                Arguments.of("a chunk of no size", 400, HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void isRefusedAsAProblem(String name, int status, String request) {
        String answer = Wire.send(request);
        assertTrue(answer.startsWith("HTTP/1.1 %d ".formatted(status)), answer);
        assertTrue(answer.contains("content-type: application/problem+json"), answer);
        assertTrue(answer.contains("access-control-allow-origin: *"), answer);
        assertTrue(answer.contains("\"status\":%d,\"code\":\"INVALID_REQUEST\"".formatted(status)), answer);
    }
}

package io.schemata.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Every kind of wrong header a client could send, as checks that the call is refused with the right code. */
public final class BadHeaders {
    private BadHeaders() {}

    /** Headers that are none, or that contradict themselves. */
    public static List<Executable> of(String function, String token, String right) {
        String type = "Content-Type: application/json";
        String authorization = "Authorization: Bearer " + token;
        List<String> keys = new ArrayList<>(List.of("", " ", "a b", "ä", "x".repeat(256), "a\tb"));
        for (char control = 0x80; control < 0xa0; control++) {
            keys.add("k" + control);
        }
        Call call = new Call(function, right);
        List<Executable> checks = new ArrayList<>();
        keys.forEach(key -> checks.add(call.refused(400, type, authorization, "Idempotency-Key: " + key)));
        checks.add(call.refused(400, type, authorization, "Idempotency-Key: a", "Idempotency-Key: b"));
        checks.add(call.refused(400, type, authorization, "Content-Profile: public", "Content-Profile: alpha"));
        checks.add(call.refused(400, type, authorization, "Content-Profile: public", "Accept-Profile: alpha"));
        checks.add(call.refused(400, type, authorization, "traceparent: 00-zz-zz-00", "Idempotency-Key: "));
        checks.add(call.refused(401, type, authorization, authorization));
        checks.add(call.refused(401, type, "Authorization: Bearer"));
        checks.add(call.refused(401, type, "Authorization: " + token));
        checks.add(call.refused(406, type, authorization, "Content-Profile: ä"));
        checks.add(call.refused(415, authorization));
        checks.add(call.refused(415, authorization, "Content-Type: ;"));
        return checks;
    }

    private record Call(String function, String body) {
        private static final Map<Integer, String> CODES = Map.of(
                400, "INVALID_REQUEST", 401, "UNAUTHENTICATED", 406, "UNKNOWN_TENANT", 415, "UNSUPPORTED_MEDIA_TYPE");

        Executable refused(int status, String... headers) {
            return () -> {
                String answer = Wire.post(function, body, headers);
                assertTrue(answer.contains("\"code\":\"%s\"".formatted(CODES.get(status))), answer);
                assertTrue(
                        answer.startsWith("HTTP/1.1 %d ".formatted(status)),
                        () -> String.join(" | ", headers) + "\n" + answer);
            };
        }
    }
}

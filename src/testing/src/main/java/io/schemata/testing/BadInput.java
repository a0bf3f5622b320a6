package io.schemata.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/** Every kind of nonsense a client could send, as checks that it is refused with the right code and field. */
public final class BadInput {
    public static final String SOME_ID = "\"6f1ed002-ab5c-4f2b-8d0c-4f0e6d3f7f10\"";

    public static final List<String> NO_INTEGER = List.of(
            "\"1\"",
            "\"\"",
            "1.5",
            "1.0",
            "1e2",
            "true",
            "[]",
            "[1]",
            "{}",
            "{\"a\":1}",
            "9999999999",
            "-9999999999",
            "1e400",
            "99999999999999999999999999");
    public static final List<String> NO_UUID = List.of(
            "1",
            "true",
            "\"\"",
            "\" \"",
            "\"x\"",
            "[]",
            "{}",
            "\"1-1-1-1-1\"",
            "\"AAAAAAAAAAAAAAAAAAAAAA==\"",
            "\"6f1ed002ab5c4f2b8d0c4f0e6d3f7f10\"",
            "\"6f1ed002-ab5c-4f2b-8d0c-4f0e6d3f7f10 \"",
            "\"{6f1ed002-ab5c-4f2b-8d0c-4f0e6d3f7f10}\"",
            "\"6f1ed002-ab5c-4f2b-8d0c-4f0e6d3f7f1g\"",
            "\"'; drop table jobs; --\"");
    public static final List<String> NO_TEXT =
            List.of("1", "1.5", "true", "[]", "[\"a\"]", "{}", "\"\"", "\"a\\u0000b\"", "\"\\ud800\"");

    public static final List<String> NO_OBJECT = List.of(
            "1",
            "true",
            "\"\"",
            "\"{}\"",
            "[]",
            "[{}]",
            "{\"a\":1,\"a\":2}",
            "{\"a\":{\"b\":1,\"b\":1}}",
            "{\"a\":\"\\u0000\"}",
            "{\"\\u0000\":1}",
            "{\"a\":\"\\ud800\"}",
            "{\"a\":1e999}",
            "{\"a\":1e-2147483647}",
            "{\"a\":" + "9".repeat(101) + "}",
            "{\"a\":" + "[".repeat(2_000) + "]".repeat(2_000) + "}",
            "{\"a\":NaN}");
    public static final List<String> NO_BOOLEAN =
            List.of("0", "1", "1.5", "\"true\"", "\"\"", "\"yes\"", "[]", "[true]", "{}");

    private static final List<String> NO_DOCUMENTS = List.of(
            "null",
            "1",
            "true",
            "\"x\"",
            "[]",
            "{",
            "}",
            "{}}",
            "{'a': 1}",
            "{a: 1}",
            "{\"a\": 1,}",
            "{\"a\": 01}",
            "{\"a\": +1}",
            "{\"a\": NaN}",
            "{\"a\": Infinity}",
            "{\"a\": 0x1}",
            "\u0000",
            "\uFFFD",
            "<a>1</a>",
            "a=1",
            "{\"a\": \"a\nb\"}",
            "{\"a\": \"\\x\"}",
            "[".repeat(20_000),
            "{\"a\":".repeat(10_000),
            "{\"a\": " + "1".repeat(5_000) + "}");

    private BadInput() {}

    /** One field of a function and a body that is right but for it, its members separated by a comma and a space. */
    public record Field(String function, String token, String name, String rightBody, List<String> wrong) {}

    /** The field with each of its wrong values, and the field given twice. */
    public static Stream<Executable> values(Field field) {
        return Stream.concat(
                field.wrong().stream()
                        .map(value -> invalid(field.function(), field.token(), replaced(field, value), field.name())),
                Stream.of(invalid(field.function(), field.token(), twice(field), field.name())));
    }

    /** Unknown fields. */
    public static Stream<Executable> unknownFields(String function, String token, String right) {
        return Stream.of("Amount", "PROMPT", "state ", "$ref", "__proto__", "class", "ttl_seconds", "caller", "")
                .map(name -> invalid(
                        function,
                        token,
                        right.replaceFirst("}$", ", \"%s\": 1}".formatted(name).replace("$", "\\$")),
                        name));
    }

    /** What is no JSON object: the right one cut off after each of its characters, and things of other kinds. */
    public static Stream<Executable> documents(String function, String token, String right) {
        List<String> bodies = new ArrayList<>(NO_DOCUMENTS);
        bodies.addAll(List.of(
                "[" + right + "]", right + right, right + "x", right + "{}", "/* a */" + right, "// a\n" + right));
        IntStream.range(1, right.length())
                .mapToObj(end -> right.substring(0, end))
                .forEach(bodies::add);
        return bodies.stream().map(body -> invalid(function, token, body, null));
    }

    /** A body that is refused with INVALID_REQUEST, naming the field unless it is null. */
    public static Executable invalid(String function, String token, String body, String field) {
        return () -> {
            Crowd.Answer answer = Crowd.send(Crowd.request(function, token, body));
            String shown = function + " " + (body.length() > 100 ? body.substring(0, 100) + "…" : body);
            assertEquals(400, answer.status(), () -> shown + " " + answer.body());
            assertTrue(answer.body().contains("\"code\":\"INVALID_REQUEST\""), shown);
            if (field != null) {
                assertTrue(
                        answer.body().contains("\"field\":\"%s\"".formatted(field)), () -> shown + " " + answer.body());
            }
        };
    }

    public static List<String> and(List<String> values, String... more) {
        return Stream.concat(values.stream(), Stream.of(more)).toList();
    }

    public static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static String replaced(Field field, String value) {
        Map<String, String> members = new LinkedHashMap<>();
        for (String member :
                field.rightBody().substring(1, field.rightBody().length() - 1).split(", ")) {
            members.put(member.split(": ")[0], member.split(": ")[1]);
        }
        members.put(quoted(field.name()), value);
        return members.entrySet().stream()
                .map(member -> member.getKey() + ": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String twice(Field field) {
        return field.rightBody().replaceFirst("}$", ", \"%s\": null}".formatted(field.name()));
    }
}

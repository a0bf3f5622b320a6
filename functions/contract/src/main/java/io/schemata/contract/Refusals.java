package io.schemata.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemata.refusal.Code;
import io.schemata.refusal.Problem;
import io.schemata.request.Endpoint;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The refusals of a function, by HTTP status; those that every function has are described once. */
final class Refusals {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** No answers to a POST to a function's path. */
    private static final Set<Code> OF_OTHER_CALLS = EnumSet.of(Code.NOT_FOUND, Code.METHOD_NOT_ALLOWED);

    private Refusals() {}

    /** The codes that a function may answer. */
    static Map<Integer, List<Code>> of(Endpoint endpoint) {
        return byStatus(
                code -> endpoint.mayAnswer(code) && (code != Code.NOT_OFFERED || endpoint.capability() != null));
    }

    static boolean areOfEveryFunction(List<Code> codes) {
        return codes.equals(byStatus(Code::isOfEveryFunction).get(codes.get(0).status()));
    }

    /** The responses that are described once, by name. */
    static ObjectNode ofEveryFunction() {
        ObjectNode responses = JSON.objectNode();
        byStatus(Code::isOfEveryFunction).values().forEach(codes -> responses.set(name(codes), response(codes)));
        return responses;
    }

    static ObjectNode reference(List<Code> codes) {
        return JSON.objectNode().put("$ref", "#/components/responses/" + name(codes));
    }

    static ObjectNode response(List<Code> codes) {
        ObjectNode response = JSON.objectNode();
        response.put(
                "description",
                codes.stream().map(code -> code.name() + ": " + code.title()).collect(Collectors.joining("; ")));
        if (codes.stream().anyMatch(code -> code.retryAfterSeconds() > 0)) {
            response.putObject("headers").putObject("Retry-After").put("$ref", "#/components/headers/RetryAfter");
        }
        ArrayNode both = response.putObject("content")
                .putObject(Problem.MEDIA_TYPE)
                .putObject("schema")
                .putArray("allOf");
        both.add(RecordSchemas.reference("Problem"));
        ArrayNode words = both.addObject()
                .put("type", "object")
                .putObject("properties")
                .putObject("code")
                .put("type", "string")
                .putArray("enum");
        codes.forEach(code -> words.add(code.name()));
        return response;
    }

    private static String name(List<Code> codes) {
        return "Refused" + codes.get(0).status();
    }

    private static Map<Integer, List<Code>> byStatus(Predicate<Code> chosen) {
        return Arrays.stream(Code.values())
                .filter(chosen)
                .filter(code -> !OF_OTHER_CALLS.contains(code))
                .collect(Collectors.groupingBy(Code::status, TreeMap::new, Collectors.toList()));
    }
}

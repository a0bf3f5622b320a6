package io.schemata.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A call of a function with one field at or beyond a bound that the document gives.
 *
 * @param said what is tried, for people
 * @param isRefused whether the document says that this field is refused
 */
record Probe(String function, JsonNode operation, String field, String said, ObjectNode body, boolean isRefused) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** All that the document says of the fields of a function, each at its bound and beyond. */
    static Stream<Probe> of(JsonNode document, String path, JsonNode operation) {
        JsonNode content = operation.at("/requestBody/content/application~1json");
        JsonNode schema = document.at(content.at("/schema/$ref").asText().substring(1));
        Stream<Probe> missing = StreamSupport.stream(schema.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .map(field -> probe(path, operation, field, "is missing", null, true));
        return Stream.concat(
                missing, schema.get("properties").properties().stream().flatMap(field -> {
                    String name = field.getKey();
                    return Stream.of(true, false)
                            .flatMap(isBeyond -> values(field.getValue(), isBeyond)
                                    .map(value -> probe(path, operation, name, shown(value), value, isBeyond)));
                }));
    }

    private static Probe probe(
            String path, JsonNode operation, String field, String said, JsonNode value, boolean isRefused) {
        ObjectNode body =
                operation.at("/requestBody/content/application~1json/example").deepCopy();
        body.set(field, value);
        return new Probe(path.substring(1), operation, field, said, body, isRefused);
    }

    private static Stream<JsonNode> values(JsonNode schema, boolean isBeyond) {
        int step = isBeyond ? 1 : 0;
        Stream.Builder<JsonNode> values = Stream.builder();
        if (schema.has("maxLength")) {
            values.add(text(schema.get("minLength").asInt() - step));
            values.add(text(schema.get("maxLength").asInt() + step));
        }
        if (schema.has("maximum")) {
            values.add(JSON.numberNode(schema.get("minimum").asLong() - step));
            values.add(JSON.numberNode(schema.get("maximum").asLong() + step));
        }
        if (schema.has("maxItems")) {
            values.add(list(schema.get("minItems").asInt() - step));
            values.add(list(schema.get("maxItems").asInt() + step));
        }
        if (schema.has("enum") && isBeyond) {
            values.add(JSON.textNode("no such word"));
        } else if (schema.has("enum")) {
            schema.get("enum").forEach(values::add);
        }
        return values.build();
    }

    private static JsonNode text(int characters) {
        return JSON.textNode("x".repeat(characters));
    }

    private static JsonNode list(int items) {
        ArrayNode list = JSON.arrayNode();
        for (int i = 0; i < items; i++) {
            list.add(UUID.randomUUID().toString());
        }
        return list;
    }

    private static String shown(JsonNode value) {
        String text = value.toString();
        return text.length() < 40 ? text : "%s… (%d characters)".formatted(text.substring(0, 20), text.length());
    }

    @Override
    public String toString() {
        return "%s: %s %s%s".formatted(function, field, said, isRefused ? " is refused" : "");
    }
}

package io.schemata.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemata.request.Field;
import io.schemata.request.OpaqueObject;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** JSON Schema of request and reply records. Records inside of them become schemas of their own name. */
final class RecordSchemas {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String REFERENCE = "#/components/schemas/";

    private final ObjectNode byName = JSON.objectNode();

    /** All schemas so far, by name. */
    ObjectNode all() {
        return byName;
    }

    /** A request takes no other fields than these. */
    ObjectNode request(String name, Class<?> record, Set<String> serviceFields) {
        ObjectNode schema = record(record, serviceFields, true).put("additionalProperties", false);
        byName.set(name, schema);
        return reference(name);
    }

    /** A reply may gain fields. */
    ObjectNode reply(String name, Class<?> record) {
        byName.set(
                name,
                record.isRecord()
                        ? record(record, Set.of(), false)
                        : JSON.objectNode().put("type", "object"));
        return reference(name);
    }

    static ObjectNode reference(String name) {
        return JSON.objectNode().put("$ref", REFERENCE + name);
    }

    /** The name that a component has in JSON. */
    static String name(RecordComponent component) {
        JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
        return other == null ? component.getName() : other.value();
    }

    private ObjectNode record(Class<?> record, Set<String> serviceFields, boolean isRequest) {
        ObjectNode schema = JSON.objectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = JSON.arrayNode();
        for (RecordComponent component : record.getRecordComponents()) {
            Field field = component.getAnnotation(Field.class);
            if (field == null) {
                throw new IllegalStateException("%s.%s has no @Field".formatted(record.getName(), component.getName()));
            }
            String name = name(component);
            properties.set(name, described(component.getGenericType(), field, serviceFields.contains(name), isRequest));
            if (field.required() || !isRequest && isAlwaysThere(record, component)) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static boolean isAlwaysThere(Class<?> record, RecordComponent component) {
        boolean isLeftOutWhenNull = record.isAnnotationPresent(JsonInclude.class)
                || component.getAccessor().isAnnotationPresent(JsonInclude.class);
        return component.getType().isPrimitive()
                || !isLeftOutWhenNull
                || component.getName().equals("tenant");
    }

    private ObjectNode described(Type type, Field field, boolean isServiceOnly, boolean isRequest) {
        ObjectNode schema = typed(type, isRequest);
        if (field.oneOf().length > 0) {
            ArrayNode words = schema.putArray("enum");
            List.of(field.oneOf()).forEach(words::add);
        }
        if (field.range().length > 0) {
            limit(schema, field.range()[0], field.range()[1]);
        }
        if (field.nullable()) {
            schema.set("type", JSON.arrayNode().add(schema.get("type")).add("null"));
        }
        schema.put("description", field.value() + (isServiceOnly ? "; the service only" : ""));
        if (isServiceOnly) {
            schema.put("x-service-only", true);
        }
        if (!field.defaultValue().isEmpty()) {
            schema.set("default", value(type, field.defaultValue()));
        }
        if (!field.example().isEmpty()) {
            schema.set("examples", JSON.arrayNode().add(value(type, field.example())));
        }
        return schema;
    }

    private static void limit(ObjectNode schema, long least, long most) {
        switch (schema.get("type").asText()) {
            case "string" -> schema.put("minLength", least).put("maxLength", most);
            case "array" -> schema.put("minItems", least).put("maxItems", most);
            default -> schema.put("minimum", least).put("maximum", most);
        }
    }

    static JsonNode value(Type type, String text) {
        if (type == Integer.class) {
            return JSON.numberNode(Integer.parseInt(text));
        }
        return type == Boolean.class ? JSON.booleanNode(Boolean.parseBoolean(text)) : JSON.textNode(text);
    }

    private ObjectNode typed(Type type, boolean isRequest) {
        ObjectNode schema = JSON.objectNode();
        if (type instanceof ParameterizedType list) {
            schema.put("type", "array").set("items", typed(list.getActualTypeArguments()[0], isRequest));
            return schema;
        }
        Class<?> java = (Class<?>) type;
        if (java == UUID.class) {
            return schema.put("type", "string").put("format", "uuid");
        } else if (java == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        } else if (java == String.class || java.isEnum()) {
            return schema.put("type", "string");
        } else if (java == int.class || java == Integer.class || java == long.class) {
            return schema.put("type", "integer").put("format", java == long.class ? "int64" : "int32");
        } else if (java == boolean.class || java == Boolean.class) {
            return schema.put("type", "boolean");
        } else if (java == Double.class || java == BigDecimal.class) {
            return schema.put("type", "number");
        } else if (java == OpaqueObject.class) {
            return schema.put("type", "object").put("additionalProperties", true);
        }
        if (!byName.has(java.getSimpleName())) {
            ObjectNode named = record(java, Set.of(), isRequest);
            byName.set(java.getSimpleName(), named);
        }
        return reference(java.getSimpleName());
    }
}

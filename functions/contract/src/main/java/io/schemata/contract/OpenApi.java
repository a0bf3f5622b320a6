package io.schemata.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.schemata.caller.Role;
import io.schemata.request.Endpoint;
import io.schemata.request.Field;
import io.schemata.request.TenantScope;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The OpenAPI 3.1 document of functions, made from what they say of themselves. */
public final class OpenApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build();
    private static final UUID SOME_ID = UUID.fromString("11111111-1111-4111-8111-111111111111");

    private final RecordSchemas schemas = new RecordSchemas();

    private OpenApi() {}

    /** The document as YAML. */
    public static String of(List<Endpoint> endpoints, String version) throws JsonProcessingException {
        return YAML.writeValueAsString(new OpenApi().document(endpoints, version));
    }

    private ObjectNode document(List<Endpoint> endpoints, String version) {
        ObjectNode document = OpenApiFrame.head(version);
        ObjectNode paths = document.putObject("paths");
        endpoints.forEach(endpoint -> paths.putObject("/" + endpoint.name()).set("post", operation(endpoint)));
        ObjectNode components = OpenApiFrame.components();
        components.set("responses", Refusals.ofEveryFunction());
        ObjectNode all = components.putObject("schemas");
        all.setAll(schemas.all());
        all.set("Problem", OpenApiFrame.problem());
        document.set("components", components);
        return document;
    }

    private ObjectNode operation(Endpoint endpoint) {
        ObjectNode operation = JSON.objectNode().put("operationId", Names.camelCase(endpoint.name()));
        operation.putArray("tags").add(OpenApiFrame.tag(endpoint));
        int end = endpoint.description().indexOf(". ");
        operation.put(
                "summary",
                end < 0 ? endpoint.description() : endpoint.description().substring(0, end + 1));
        operation.put("description", endpoint.description());
        ArrayNode callers = operation.putArray("x-callers");
        callers(endpoint).forEach(callers::add);
        operation.set("security", OpenApiFrame.security(endpoint));
        ArrayNode parameters = operation.putArray("parameters");
        parameter(parameters, endpoint.scope() == TenantScope.ALL_TENANTS ? null : "Tenant");
        parameter(parameters, endpoint.isKeyed() ? "IdempotencyKey" : null);
        parameter(parameters, "Traceparent");
        ObjectNode body = operation.putObject("requestBody").put("required", true);
        ObjectNode content = body.putObject("content").putObject("application/json");
        content.set(
                "schema",
                schemas.request(
                        Names.pascalCase(endpoint.name()) + "Request", endpoint.request(), endpoint.serviceFields()));
        content.set("example", example(endpoint.request()));
        operation.set("responses", responses(endpoint));
        return operation;
    }

    private static void parameter(ArrayNode parameters, String name) {
        if (name != null) {
            parameters.addObject().put("$ref", "#/components/parameters/" + name);
        }
    }

    private static List<String> callers(Endpoint endpoint) {
        List<String> callers = new ArrayList<>();
        if (endpoint.roles().contains(Role.ANON)) {
            callers.add("visitor");
        }
        if (endpoint.roles().contains(Role.AUTHENTICATED)) {
            callers.add("user");
        }
        if (endpoint.roles().contains(Role.SERVICE_ROLE)) {
            callers.add("service");
        }
        if (endpoint.takes(Endpoint.Trigger.WEBHOOK)) {
            callers.add("webhook");
        }
        if (endpoint.takes(Endpoint.Trigger.CLOUD_EVENT)) {
            callers.add("CloudEvent");
        }
        return callers;
    }

    private ObjectNode responses(Endpoint endpoint) {
        ObjectNode responses = JSON.objectNode();
        ObjectNode done = responses.putObject("200").put("description", "Done");
        done.putObject("content")
                .putObject("application/json")
                .set("schema", schemas.reply(Names.pascalCase(endpoint.name()) + "Reply", endpoint.reply()));
        Refusals.of(endpoint)
                .forEach((status, codes) -> responses.set(
                        Integer.toString(status),
                        Refusals.areOfEveryFunction(codes) ? Refusals.reference(codes) : Refusals.response(codes)));
        return responses;
    }

    /** The fields that have an example, and those that have to be there. */
    private static ObjectNode example(Class<?> request) {
        ObjectNode example = JSON.objectNode();
        for (RecordComponent component : request.getRecordComponents()) {
            Field field = component.getAnnotation(Field.class);
            String name = RecordSchemas.name(component);
            if (!field.example().isEmpty()) {
                example.set(name, RecordSchemas.value(component.getType(), field.example()));
            } else if (field.required() && component.getType().isRecord()) {
                example.set(name, example(component.getType()));
            } else if (field.required() && component.getType() == List.class) {
                example.putArray(name).add(SOME_ID.toString());
            } else if (field.required()) {
                example.put(name, SOME_ID.toString());
            }
        }
        return example;
    }
}

package io.schemata.contract;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.schemata.request.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the document says once for all functions: its head, who may call, the headers, and the form of a refusal. */
final class OpenApiFrame {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String ACROSS_TENANTS = "tenants";
    private static final Map<String, String> TAGS = new LinkedHashMap<>();

    static {
        TAGS.put("credits", "Credit balances: holds, charges, grants");
        TAGS.put("drafts", "Prompts that visitors type before they sign in");
        TAGS.put("links", "Links between rows of different modes");
        TAGS.put(ACROSS_TENANTS, "Work across tenants: sign-ups, clean-up, migrations");
    }

    private OpenApiFrame() {}

    static ObjectNode head(String version) {
        ObjectNode document = JSON.objectNode().put("openapi", "3.1.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Schemata");
        info.put("version", version);
        info.put("summary", "The writes that must never go wrong, in any tenant schema of one PostgreSQL database");
        info.put("description", """
                Each function takes a JSON object by POST and answers one; a refusal is `application/problem+json` with a stable \
                `code`, and then nothing was written. Answers may gain fields and never lose one. A call may go to `/<function>` \
                or, as supabase-js sends it, to `/functions/v1/<function>`.""");
        info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
        document.putArray("servers")
                .addObject()
                .put("url", "/")
                .put("description", "The process that serves this document");
        ArrayNode tags = document.putArray("tags");
        TAGS.forEach((name, description) -> tags.addObject().put("name", name).put("description", description));
        return document;
    }

    static String tag(Endpoint endpoint) {
        return endpoint.capability() == null ? ACROSS_TENANTS : endpoint.capability();
    }

    /** The credentials, any of which is enough. */
    static ArrayNode security(Endpoint endpoint) {
        ArrayNode alternatives = JSON.arrayNode();
        alternatives.addObject().putArray("bearer");
        alternatives.addObject().putArray("apiKey");
        if (endpoint.takes(Endpoint.Trigger.WEBHOOK)) {
            alternatives.addObject().putArray("webhookSignature");
            alternatives.addObject().putArray("webhookSecret");
        }
        return alternatives;
    }

    static ObjectNode components() {
        ObjectNode components = JSON.objectNode();
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("bearerFormat", "JWT")
                .put("description", "A user's token, or a legacy anon or service_role key");
        header(schemes, "apiKey", "apikey", "A publishable key for visitors, a secret key for the service");
        header(schemes, "webhookSignature", "webhook-signature", "A signature as Standard Webhooks define it");
        header(schemes, "webhookSecret", "x-webhook-secret", "A shared secret, for webhooks that cannot sign");
        ObjectNode parameters = components.putObject("parameters");
        parameter(
                parameters,
                "Tenant",
                "Content-Profile",
                63,
                "The tenant, by name or schema; the default tenant when it is left out");
        parameter(
                parameters,
                "IdempotencyKey",
                "Idempotency-Key",
                255,
                "The call's own name, in visible ASCII characters: a repeat with it gets the same answer");
        parameter(
                parameters,
                "Traceparent",
                "traceparent",
                55,
                "The trace that the call is part of, as W3C Trace Context defines it");
        components
                .putObject("headers")
                .putObject("RetryAfter")
                .put("description", "Seconds after which the same call may succeed")
                .putObject("schema")
                .put("type", "integer");
        return components;
    }

    private static void header(ObjectNode schemes, String name, String header, String description) {
        schemes.putObject(name)
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", header)
                .put("description", description);
    }

    private static void parameter(ObjectNode parameters, String name, String header, int most, String description) {
        parameters
                .putObject(name)
                .put("name", header)
                .put("in", "header")
                .put("description", description)
                .putObject("schema")
                .put("type", "string")
                .put("minLength", 1)
                .put("maxLength", most);
    }

    /** The body of a refusal, as RFC 9457 has it. */
    static ObjectNode problem() {
        ObjectNode problem = JSON.objectNode().put("type", "object");
        ObjectNode properties = problem.putObject("properties");
        property(properties, "type", "urn:schemata:<code>");
        property(properties, "title", "the code in words");
        properties.putObject("status").put("type", "integer").put("description", "the HTTP status");
        property(properties, "code", "the stable code to act on");
        property(properties, "detail", "the reason, for people");
        property(properties, "instance", "the trace id, to find the call in the log");
        property(properties, "field", "the field at fault, where there is one");
        properties
                .putObject("available")
                .put("type", "integer")
                .put("description", "of INSUFFICIENT_CREDITS: the credits there are");
        problem.putArray("required")
                .add("type")
                .add("title")
                .add("status")
                .add("code")
                .add("detail")
                .add("instance");
        return problem;
    }

    private static void property(ObjectNode properties, String name, String description) {
        properties.putObject(name).put("type", "string").put("description", description);
    }
}

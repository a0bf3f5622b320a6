package io.schemata.request;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.schemata.refusal.RefusedException;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A CloudEvent 1.0 in structured mode. Its data is the call's body, and its attribute {@code accesstoken} the call's token:
 * its source may not be able to set any header.
 *
 * @param data the body, {@code {}} when there is none
 * @param token the token, or null
 * @param fault why it is none, or null
 */
record CloudEvent(byte[] data, String token, RefusedException fault) {
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "application/cloudevents\\+json\\s*(;\\s*charset\\s*=\\s*\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Whether a call says that its body is one. */
    static boolean isAnnounced(HttpServerRequest request) {
        String mediaType = request.getHeader("Content-Type");
        return mediaType != null && MEDIA_TYPE.matcher(mediaType.trim()).matches();
    }

    static CloudEvent read(byte[] body) {
        JsonNode event;
        try {
            RequestBody.requireUtf8(body);
            event = MAPPER.readTree(body);
        } catch (RefusedException otherEncoding) {
            return new CloudEvent(null, null, otherEncoding);
        } catch (IOException malformed) {
            return new CloudEvent(null, null, RefusedException.invalid(null, "the body is not valid JSON"));
        }
        String token = event.path("accesstoken").asText(null);
        try {
            return new CloudEvent(data(event), token, null);
        } catch (RefusedException fault) {
            return new CloudEvent(null, token, fault);
        }
    }

    private static byte[] data(JsonNode event) {
        for (String attribute : List.of("specversion", "id", "source", "type")) {
            if (!event.path(attribute).isTextual()) {
                throw RefusedException.invalid(attribute, "is an attribute that every CloudEvent has, as text");
            }
        }
        String type = event.path("datacontenttype").asText("application/json");
        if (!RequestBody.isJson(type) || event.has("data_base64")) {
            throw RefusedException.invalid("data", "has to be JSON");
        }
        JsonNode data = event.path("data");
        return (data.isMissingNode() ? "{}" : data.toString()).getBytes(StandardCharsets.UTF_8);
    }
}

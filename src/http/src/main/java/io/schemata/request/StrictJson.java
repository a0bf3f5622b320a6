package io.schemata.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.schemata.refusal.RefusedException;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads a body exactly as the contract says: one JSON object, no unknown and no double field, no value of another type
 * than asked for, whole numbers whole. Where a lax reader would guess, this one refuses and names the field.
 */
final class StrictJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)
                            .forEach(shape -> text.setCoercion(shape, CoercionAction.Fail)))
            .addModule(new StrictUuid())
            .build();

    private StrictJson() {}

    /** The first of these fields the object has, as far as it can be read. */
    static Optional<String> firstOf(byte[] body, Set<String> fields) {
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        try (JsonParser parser = MAPPER.createParser(body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (fields.contains(parser.currentName())) {
                    return Optional.of(parser.currentName());
                }
                parser.nextToken();
                parser.skipChildren();
            }
        } catch (IOException malformed) {
            return Optional.empty(); // read() says what is wrong with it
        }
        return Optional.empty();
    }

    /** Reads the body into a request record, or refuses with INVALID_REQUEST. */
    static Object read(byte[] body, Class<?> request) {
        RequestBody.requireUtf8(body);
        try {
            Object read = MAPPER.readValue(body, request);
            if (read == null) {
                throw RefusedException.invalid(null, "the body has to be a JSON object");
            }
            return read;
        } catch (JsonMappingException mismatch) {
            String field = field(mismatch);
            throw mismatch.getCause() instanceof RefusedException refused
                    ? inside(field, refused)
                    : RefusedException.invalid(field, "is unknown, or not of the type or range it has to be");
        } catch (JsonProcessingException malformed) {
            throw RefusedException.invalid(
                    duplicate(malformed), "the body is not valid JSON%s".formatted(at(malformed)));
        } catch (IOException malformed) {
            throw RefusedException.invalid(null, "the body is not valid JSON");
        }
    }

    /** Where in the body it is, its names separated by dots; null for the body itself. */
    private static String field(JsonMappingException mismatch) {
        return mismatch.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .reduce((outer, inner) -> outer + "." + inner)
                .orElse(null);
    }

    /** What is refused inside a field, which a nested record does not know the name of. */
    private static RefusedException inside(String field, RefusedException refused) {
        String names =
                Stream.of(field, refused.field()).filter(Objects::nonNull).collect(Collectors.joining("."));
        return names.isEmpty() ? refused : RefusedException.field(refused.code(), names, refused.getMessage());
    }

    private static String duplicate(JsonProcessingException malformed) {
        boolean named = malformed.getOriginalMessage().startsWith("Duplicate field")
                && malformed.getProcessor() instanceof JsonParser;
        return named ? malformed.getOriginalMessage().replaceAll("(?s)^[^']*'(.*)'[^']*$", "$1") : null;
    }

    private static String at(JsonProcessingException malformed) {
        JsonLocation location = malformed.getLocation();
        return location == null ? "" : " at line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }
}

package io.schemata.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.schemata.caller.UuidText;
import java.io.IOException;
import java.util.UUID;

/** A UUID is 36 characters as in RFC 9562; Jackson alone would also take Base64 and an empty text. */
final class StrictUuid extends SimpleModule {
    private static final long serialVersionUID = 1L;

    StrictUuid() {
        addDeserializer(UUID.class, new Deserializer());
    }

    private static final class Deserializer extends StdScalarDeserializer<UUID> {
        private static final long serialVersionUID = 1L;

        Deserializer() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (UUID) context.handleUnexpectedToken(UUID.class, parser);
            }
            String text = parser.getText();
            return UuidText.matches(text)
                    ? UUID.fromString(text)
                    : (UUID) context.handleWeirdStringValue(UUID.class, text, "not a UUID");
        }
    }
}

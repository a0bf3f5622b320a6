package io.schemata.request;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * A JSON object that is kept and given back without being looked into: its text, with every number as it was written.
 * One that PostgreSQL's jsonb could not keep is refused like a value of the wrong type.
 *
 * @param json the object without white space between its parts
 */
@JsonDeserialize(using = OpaqueObject.Reader.class)
public record OpaqueObject(@JsonValue @JsonRawValue String json) {
    /** Its size in UTF-8. */
    public int bytes() {
        return json.getBytes(StandardCharsets.UTF_8).length;
    }

    static final class Reader extends StdDeserializer<OpaqueObject> {
        private static final long serialVersionUID = 1L;
        private static final JsonFactory FACTORY = new JsonFactory();

        /** As digits, a number takes no more room than this, whatever its exponent. */
        private static final int MOST_DIGITS = 100;

        Reader() {
            super(OpaqueObject.class);
        }

        @Override
        public OpaqueObject deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                return (OpaqueObject) context.handleUnexpectedToken(OpaqueObject.class, parser);
            }
            StringWriter text = new StringWriter();
            try (JsonGenerator copy = FACTORY.createGenerator(text)) {
                int depth = 0;
                do {
                    JsonToken token = parser.currentToken();
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    if (!isKeepable(token, parser)) {
                        context.reportInputMismatch(this, "holds what cannot be kept");
                    }
                    copy.copyCurrentEventExact(parser);
                } while (depth > 0 && parser.nextToken() != null);
            }
            return new OpaqueObject(text.toString());
        }

        private static boolean isKeepable(JsonToken token, JsonParser parser) throws IOException {
            return switch (token) {
                case FIELD_NAME, VALUE_STRING -> parser.getText().codePoints().noneMatch(Fields::isNoCharacter);
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                    BigDecimal number = new BigDecimal(parser.getText());
                    yield number.precision() + Math.abs((long) number.scale()) <= MOST_DIGITS;
                }
                default -> true;
            };
        }
    }
}

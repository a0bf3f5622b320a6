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
 * A JSON object that is kept and given back without being looked into: its text, with every number
 * to its last digit. One that PostgreSQL's jsonb could not keep is refused like a value of the wrong type.
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
                    switch (token) {
                        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> copy.writeNumber(number(parser, context));
                        case FIELD_NAME, VALUE_STRING -> {
                            refuseUnkeepable(parser, context);
                            copy.copyCurrentEvent(parser);
                        }
                        default -> copy.copyCurrentEvent(parser);
                    }
                } while (depth > 0 && parser.nextToken() != null);
            }
            return new OpaqueObject(text.toString());
        }

        private void refuseUnkeepable(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.getText().codePoints().anyMatch(Fields::isNoCharacter)) {
                context.reportInputMismatch(this, "holds a character that cannot be kept");
            }
        }

        /** All its digits, as PostgreSQL will write them. */
        private String number(JsonParser parser, DeserializationContext context) throws IOException {
            BigDecimal number = new BigDecimal(parser.getText());
            if (number.precision() + Math.abs((long) number.scale()) > MOST_DIGITS) {
                context.reportInputMismatch(this, "holds a number of too many digits");
            }
            return number.toPlainString();
        }
    }
}

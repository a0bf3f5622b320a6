package io.schemata.links;

import io.schemata.request.Field;
import io.schemata.request.Fields;
import java.util.UUID;

/**
 * One end of a link: a row, as the registry of linkable types calls it.
 */
public record End(
        @Field(
                value = "the mode it is in",
                required = true,
                range = {1, MOST_CHARACTERS},
                example = "growth")
        String mode,

        @Field(
                value = "its type there",
                required = true,
                range = {1, MOST_CHARACTERS},
                example = "entity")
        String type,

        @Field(value = "its key", required = true) UUID id) {
    static final int MOST_CHARACTERS = 63;

    public End {
        Fields.required("mode", mode);
        Fields.text("mode", mode, MOST_CHARACTERS);
        Fields.required("type", type);
        Fields.text("type", type, MOST_CHARACTERS);
        Fields.required("id", id);
    }
}

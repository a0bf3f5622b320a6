package io.schemata.links;

import io.schemata.request.Fields;
import java.util.UUID;

/**
 * One end of a link: a row, as the registry of linkable types calls it.
 *
 * @param mode the mode it is in, 1 to 63 characters
 * @param type what it is there, 1 to 63 characters
 * @param id its key
 */
public record End(String mode, String type, UUID id) {
    static final int MOST_CHARACTERS = 63;

    public End {
        Fields.required("mode", mode);
        Fields.text("mode", mode, MOST_CHARACTERS);
        Fields.required("type", type);
        Fields.text("type", type, MOST_CHARACTERS);
        Fields.required("id", id);
    }
}

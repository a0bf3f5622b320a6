package io.schemata.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.schemata.caller.UuidText;
import io.schemata.refusal.RefusedException;
import io.schemata.request.Fields;
import io.schemata.request.OpaqueObject;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * Whom to set up: no field from the user themselves; {@code userId} from the service; the row a Supabase Database Webhook
 * sends when one is inserted into auth.users; or the user a Supabase auth hook sends after it was created. And, from the user
 * or the service, which anonymous user's drafts and credits go over to them.
 *
 * @param userId the user
 * @param name their display name, 1 to 200 characters; the one given at sign-up when null
 * @param previousUserId the anonymous user, from the service
 * @param previousToken the anonymous user's own token, from the user, 1 to 8,192 characters
 * @param type INSERT, of a Database Webhook, with {@code table} users in {@code schema} auth
 * @param record the row, of which the {@code id} is read
 * @param oldRecord null, as there was none before an INSERT
 * @param webhookUserId who caused it, which newer webhooks say
 * @param metadata of an auth hook, which has to be after-user-created
 * @param user the user, of which the {@code id} is read
 */
public record NewUserRequest(
        UUID userId,
        String name,
        UUID previousUserId,
        String previousToken,
        String type,
        String table,
        String schema,
        OpaqueObject record,
        @JsonProperty("old_record") OpaqueObject oldRecord,
        @JsonProperty("user_id") UUID webhookUserId,
        OpaqueObject metadata,
        OpaqueObject user) {
    private static final String TOO_EARLY = "before-user-created";

    public NewUserRequest {
        Fields.text("name", name, 200);
        Fields.text("previousToken", previousToken, 8_192);
        if (record != null) {
            refuse("record", "comes alone", userId, name, previousUserId, user, metadata);
            require("type", "INSERT", type);
            require("schema", "auth", schema);
            require("table", "users", table);
            id("record", record);
        } else {
            refuse("record", "is missing from this webhook", type, schema, table, webhookUserId);
        }
        refuse("old_record", "has to be null on INSERT", oldRecord);
        if (user != null) {
            refuse("user", "comes alone", userId, name, previousUserId);
            id("user", user);
        } else {
            refuse("user", "is missing from this hook", metadata);
        }
        if (metadata != null && TOO_EARLY.equals(new JsonObject(metadata.json()).getValue("name"))) {
            throw RefusedException.invalid(
                    "metadata", "the user does not exist yet at %s; use after-user-created".formatted(TOO_EARLY));
        }
    }

    /** The user named in one of these ways, or null. */
    UUID subject() {
        if (record != null) {
            return id("record", record);
        }
        return user != null ? id("user", user) : userId;
    }

    private static void refuse(String field, String detail, Object... others) {
        if (Arrays.stream(others).anyMatch(Objects::nonNull)) {
            throw RefusedException.invalid(field, detail);
        }
    }

    private static void require(String field, String word, String value) {
        if (!word.equals(value)) {
            throw RefusedException.invalid(field, "has to be " + word);
        }
    }

    private static UUID id(String field, OpaqueObject object) {
        if (new JsonObject(object.json()).getValue("id") instanceof String id && UuidText.matches(id)) {
            return UUID.fromString(id);
        }
        throw RefusedException.invalid(field, "has no id that is a UUID");
    }
}

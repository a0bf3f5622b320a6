package io.schemata.users;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.schemata.caller.UuidText;
import io.schemata.refusal.RefusedException;
import io.schemata.request.Field;
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
 */
public record NewUserRequest(
        @Field("the user; nobody but the service names one") UUID userId,

        @Field(
                value = "the user's display name; the one given at sign-up when it is left out",
                range = {1, 200})
        String name,

        @Field("the anonymous user that the user was before")
        UUID previousUserId,

        @Field(
                value = "from a user: the token of the anonymous user that they were before",
                range = {1, 8_192})
        String previousToken,

        @Field("of a Database Webhook: INSERT") String type,

        @Field("of a Database Webhook: users") String table,

        @Field("of a Database Webhook: auth") String schema,

        @Field("of a Database Webhook: the row, of which the id is read")
        OpaqueObject record,

        @Field("of a Database Webhook: null, as there was none before an INSERT") @JsonProperty("old_record")
        OpaqueObject oldRecord,

        @Field("of a Database Webhook: the user who caused it") @JsonProperty("user_id")
        UUID webhookUserId,

        @Field("of an auth hook, which has to be after-user-created")
        OpaqueObject metadata,

        @Field("of an auth hook: the user, of which the id is read")
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

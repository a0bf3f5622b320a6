package io.schemata.drafts;

import io.quarkus.funqy.Funq;
import io.schemata.database.TenantDatabase;
import io.schemata.database.TenantFunction;
import io.schemata.quota.Quota;
import io.schemata.refusal.Code;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Endpoint;
import io.schemata.request.Field;
import io.schemata.request.Fields;
import io.schemata.request.HttpFunction;
import io.schemata.request.OpaqueObject;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;

/**
 * Keeps a prompt that was typed before sign-in for seven days, under a token that is made here and shown in the answer
 * alone. The token is all that is needed to claim the draft.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, IDEMPOTENCY_MISMATCH, DRAFT_NOT_FOUND when there is nothing the
 * caller could claim, or has claimed, under the token to add to, LIMIT_EXCEEDED (20 drafts a token). The rules are those
 * of {@code save_draft.sql}.
 */
@ApplicationScoped
public class SaveDraft implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("save-draft")
            .does(
                    "Keeps a prompt that was typed before sign-in for seven days, under a token that only the answer shows."
                            + " The token is all that is needed to claim the draft; 20 drafts can be kept under one.")
            .of("drafts")
            .takes(Request.class)
            .answers(Reply.class)
            .forVisitors()
            .forUsers()
            .refuses(Code.IDEMPOTENCY_MISMATCH, Code.DRAFT_NOT_FOUND, Code.LIMIT_EXCEEDED)
            .within(Quota.DRAFTS)
            .build();

    private static final TenantFunction SAVE_DRAFT = TenantFunction.of("drafts", "save_draft", 8);

    private final CurrentCall current;
    private final TenantDatabase database;
    private final DraftTokens tokens;

    SaveDraft(CurrentCall current, TenantDatabase database, DraftTokens tokens) {
        this.current = current;
        this.database = database;
        this.tokens = tokens;
    }

    /** The draft. */
    public record Request(
            @Field(
                    value = "the text that was typed",
                    required = true,
                    range = {1, MOST_CHARACTERS},
                    example = "A video about foxes")
            String prompt,

            @Field(
                    value = "the template it was typed into",
                    range = {1, 200})
            String templateId,

            @Field("anything else the product wants to keep with it, at most 16 KiB")
            OpaqueObject options,

            @Field(
                    value = "the token to keep it under, with the drafts that are there; a new one when it is left out",
                    range = {1, 255})
            String token) {
        private static final int MOST_CHARACTERS = 20_000;

        public Request {
            Fields.required("prompt", prompt);
            Fields.text("prompt", prompt, MOST_CHARACTERS);
            Fields.text("templateId", templateId, 200);
            Fields.size("options", options, 16);
            Fields.text("token", token, 255);
        }
    }

    /** The draft, and the token to claim it with, until then. */
    public record Reply(
            @Field("the draft") UUID draftId,
            @Field("the token to claim it with") String token,
            @Field("until when it can be claimed") Instant expiresAt) {}

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("save-draft")
    public Uni<Reply> saveDraft(Request request) {
        CallContext call = current.get();
        String key = call.idempotencyKey();
        boolean adds = request.token() != null;
        String salt = adds || key == null ? null : tokens.random();
        String token = adds ? request.token() : key == null ? tokens.random() : tokens.of(key, salt);
        Tuple arguments = Tuple.from(Arrays.asList(
                call.caller().userId(),
                DraftTokens.hash(token),
                adds,
                request.prompt(),
                request.templateId(),
                request.options() == null ? null : request.options().json(),
                DraftTokens.hashOfKey("", call),
                salt));
        return database.row(call.tenant(), SAVE_DRAFT, arguments).map(row -> reply(row, key, token));
    }

    /** A salt in the row is the first call's: with it comes the first call's token. */
    private Reply reply(Row row, String key, String token) {
        String salt = row.getString("token_salt");
        return new Reply(
                row.getUUID("draft_id"),
                salt == null ? token : tokens.of(key, salt),
                row.get(OffsetDateTime.class, "expires_at").toInstant());
    }
}

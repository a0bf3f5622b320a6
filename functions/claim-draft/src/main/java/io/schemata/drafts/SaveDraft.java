package io.schemata.drafts;

import io.quarkus.funqy.Funq;
import io.schemata.database.TenantDatabase;
import io.schemata.database.TenantFunction;
import io.schemata.quota.Quota;
import io.schemata.refusal.Code;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Endpoint;
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
    private static final TenantFunction SAVE_DRAFT = TenantFunction.of("drafts", "save_draft", 8);

    private final CurrentCall current;
    private final TenantDatabase database;
    private final DraftTokens tokens;

    SaveDraft(CurrentCall current, TenantDatabase database, DraftTokens tokens) {
        this.current = current;
        this.database = database;
        this.tokens = tokens;
    }

    /**
     * @param prompt what was typed, 1 to 20,000 characters
     * @param templateId the template it was typed into, 1 to 200 characters, or null
     * @param options whatever else the product wants to keep with it, at most 16 KiB, or null for {}
     * @param token the token to keep it under, with those that are there; a new one when null
     */
    public record Request(String prompt, String templateId, OpaqueObject options, String token) {
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
    public record Reply(UUID draftId, String token, Instant expiresAt) {}

    @Override
    public Endpoint endpoint() {
        return Endpoint.named("save-draft")
                .of("drafts")
                .takes(Request.class)
                .answers(Reply.class)
                .forVisitors()
                .forUsers()
                .refuses(Code.IDEMPOTENCY_MISMATCH, Code.DRAFT_NOT_FOUND, Code.LIMIT_EXCEEDED)
                .within(Quota.DRAFTS)
                .build();
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

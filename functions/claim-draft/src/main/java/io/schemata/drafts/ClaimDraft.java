package io.schemata.drafts;

import io.quarkus.funqy.Funq;
import io.schemata.database.Bulkhead;
import io.schemata.database.TenantEntities;
import io.schemata.database.TenantFunction;
import io.schemata.refusal.Code;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Endpoint;
import io.schemata.request.Field;
import io.schemata.request.Fields;
import io.schemata.request.HttpFunction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Makes every unexpired, unclaimed draft of a token the user's; the first who claims gets them all. A repeat by the same
 * user answers the same.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, IDEMPOTENCY_MISMATCH, DRAFT_NOT_FOUND for a token that is
 * unknown, expired or another user's, USER_NOT_FOUND for a user who is gone. The rules are those of
 * {@code claim_draft.sql}.
 */
@ApplicationScoped
public class ClaimDraft implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("claim-draft")
            .does("Makes every unexpired, unclaimed draft of a token the user's; the first who claims gets them all."
                    + " A repeat by the same user answers the same.")
            .of("drafts")
            .takes(Request.class)
            .answers(Reply.class)
            .forUsers()
            .refuses(Code.IDEMPOTENCY_MISMATCH, Code.DRAFT_NOT_FOUND, Code.USER_NOT_FOUND)
            .build();

    private static final TenantFunction CLAIM_DRAFT = TenantFunction.of("drafts", "claim_draft", 3);

    private final CurrentCall current;
    private final TenantEntities entities;

    ClaimDraft(CurrentCall current, Mutiny.SessionFactory sessions, Bulkhead bulkhead) {
        this.current = current;
        this.entities = new TenantEntities(sessions, bulkhead);
    }

    /** Which ones. */
    public record Request(
            @Field(
                    value = "the token that save-draft answered, or that a client kept its own drafts under",
                    required = true,
                    range = {1, 255},
                    example = "the token that save-draft answered")
            String token) {
        public Request {
            Fields.required("token", token);
            Fields.text("token", token, 255);
        }
    }

    /** All the user has of this token, oldest first. */
    public record Reply(
            @Field("all that the user has of this token, oldest first")
            List<AnsweredDraft> drafts) {
        static Reply of(List<Draft> drafts) {
            return new Reply(drafts.stream().map(AnsweredDraft::of).toList());
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("claim-draft")
    public Uni<Reply> claimDraft(Request request) {
        CallContext call = current.get();
        return entities.list(
                        call.tenant(),
                        call.caller().userId(),
                        CLAIM_DRAFT,
                        Draft.class,
                        call.caller().userId(),
                        DraftTokens.hash(request.token()),
                        call.idempotencyKey() == null ? null : DraftTokens.hash(call.idempotencyKey()))
                .map(Reply::of);
    }
}

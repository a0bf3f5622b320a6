package io.schemata.credits;

import io.quarkus.funqy.Funq;
import io.schemata.database.TenantDatabase;
import io.schemata.database.TenantFunction;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Endpoint;
import io.schemata.request.Field;
import io.schemata.request.Fields;
import io.schemata.request.HttpFunction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/**
 * Adds credits to a user for a purchase, grant, subscription or refund, or lets some expire; once per Idempotency-Key and
 * once per payment. For the service.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, IDEMPOTENCY_MISMATCH, also for a known payment with another
 * body, USER_NOT_FOUND, INSUFFICIENT_CREDITS when more is to expire than is available, LIMIT_EXCEEDED above
 * 2,000,000,000 available. The rules are those of {@code grant_credits.sql}.
 */
@ApplicationScoped
public class GrantCredits implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("grant-credits")
            .does("Adds credits to a user for a purchase, grant, subscription or refund, or lets some expire."
                    + " Once per Idempotency-Key and once per payment; a balance is 2,000,000,000 at most.")
            .of("credits")
            .takes(Request.class)
            .answers(Reply.class)
            .forService()
            .refuses(Code.IDEMPOTENCY_MISMATCH, Code.USER_NOT_FOUND, Code.INSUFFICIENT_CREDITS, Code.LIMIT_EXCEEDED)
            .build();

    private static final TenantFunction GRANT_CREDITS = TenantFunction.of("credits", "grant_credits", 6);

    private final CurrentCall current;
    private final TenantDatabase database;

    public GrantCredits(CurrentCall current, TenantDatabase database) {
        this.current = current;
        this.database = database;
    }

    /** One entry for the ledger. */
    public record Request(
            @Field(value = "the user who gets the credits", required = true)
            UUID userId,

            @Field(
                    value = "whole credits, also those that expire",
                    required = true,
                    range = {1, Amounts.MOST_PER_CALL},
                    example = "100")
            Integer amount,

            @Field(
                    value = "what they are for",
                    required = true,
                    oneOf = {"purchase", "grant", "subscription", "refund", "expire"},
                    example = "purchase")
            String type,

            @Field(
                    value = "a note for the user to read",
                    range = {1, 1_000})
            String note,

            @Field(
                    value = "the payment's own id; it cannot begin with sha256:",
                    range = {1, 255})
            String paymentId) {
        /** As the ledger marks the payments of users who are deleted. */
        private static final String DIGEST = "sha256:";

        private static final Set<String> TYPES = Set.of("purchase", "grant", "subscription", "refund", "expire");

        public Request {
            Fields.required("userId", userId);
            Fields.required("amount", amount);
            Fields.between("amount", amount, 1, Amounts.MOST_PER_CALL);
            Fields.required("type", type);
            if (!TYPES.contains(type)) {
                throw RefusedException.invalid(
                        "type", "has to be one of purchase, grant, subscription, refund, expire");
            }
            Fields.text("note", note, 1_000);
            Fields.text("paymentId", paymentId, 255);
            if (paymentId != null && paymentId.startsWith(DIGEST)) {
                throw RefusedException.invalid("paymentId", "cannot begin with " + DIGEST);
            }
        }
    }

    /** The ledger entry, and the balance right after it. */
    public record Reply(
            @Field("the ledger entry") UUID entryId,

            @Field("credits that can be spent right after it")
            int available,

            @Field("whether the key or the payment was known, and nothing was done this time")
            boolean replayed) {
        static Reply of(Row row) {
            return new Reply(row.getUUID("entry_id"), row.getInteger("available"), row.getBoolean("replayed"));
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("grant-credits")
    public Uni<Reply> grantCredits(Request request) {
        CallContext call = current.get();
        Tuple arguments = Tuple.of(
                request.userId(),
                request.amount(),
                request.type(),
                request.note(),
                request.paymentId(),
                call.idempotencyKey());
        return database.row(call.tenant(), request.userId(), GRANT_CREDITS, arguments)
                .map(Reply::of);
    }
}

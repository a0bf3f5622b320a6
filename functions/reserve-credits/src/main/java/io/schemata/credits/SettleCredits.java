package io.schemata.credits;

import io.quarkus.funqy.Funq;
import io.schemata.database.TenantDatabase;
import io.schemata.database.TenantFunction;
import io.schemata.refusal.Code;
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
import java.util.UUID;

/**
 * Charges what a piece of work has really cost and gives the rest of its hold back. For the service.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, IDEMPOTENCY_MISMATCH, RESERVATION_NOT_FOUND,
 * RESERVATION_CLOSED unless this very call closed it, AMOUNT_EXCEEDS_HOLD. The rules are those of
 * {@code settle_credits.sql}.
 */
@ApplicationScoped
public class SettleCredits implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("settle-credits")
            .does("Charges the final amount of a hold and returns the rest.")
            .of("credits")
            .takes(Request.class)
            .answers(Reply.class)
            .forService()
            .refuses(
                    Code.IDEMPOTENCY_MISMATCH,
                    Code.RESERVATION_NOT_FOUND,
                    Code.RESERVATION_CLOSED,
                    Code.AMOUNT_EXCEEDS_HOLD)
            .build();

    private static final TenantFunction SETTLE_CREDITS = TenantFunction.of("credits", "settle_credits", 3);

    private final CurrentCall current;
    private final TenantDatabase database;

    public SettleCredits(CurrentCall current, TenantDatabase database) {
        this.current = current;
        this.database = database;
    }

    /** What the work has cost in the end. */
    public record Request(
            @Field(value = "the hold", required = true) UUID reservationId,

            @Field(
                    value = "whole credits, no more than it holds",
                    required = true,
                    range = {0, Integer.MAX_VALUE},
                    example = "1")
            Integer finalAmount) {
        public Request {
            Fields.required("reservationId", reservationId);
            Fields.required("finalAmount", finalAmount);
            Fields.between("finalAmount", finalAmount, 0, Integer.MAX_VALUE);
        }
    }

    /** The settled reservation and the balance right after it. */
    public record Reply(
            @Field("the hold") UUID reservationId,

            @Field(
                    value = "where it is on its way",
                    oneOf = {"held", "settled", "released", "expired"})
            String state,

            @Field("credits charged") int finalAmount,
            @Field("credits given back") int returned,

            @Field("credits that can be spent right after it")
            int available,

            @Field("credits that open holds keep") int held) {
        static Reply of(Row row) {
            return new Reply(
                    row.getUUID("reservation_id"),
                    row.getString("state"),
                    row.getInteger("final_amount"),
                    row.getInteger("returned"),
                    row.getInteger("available"),
                    row.getInteger("held"));
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("settle-credits")
    public Uni<Reply> settleCredits(Request request) {
        CallContext call = current.get();
        Tuple arguments = Tuple.of(request.reservationId(), request.finalAmount(), call.idempotencyKey());
        return database.row(call.tenant(), SETTLE_CREDITS, arguments).map(Reply::of);
    }
}

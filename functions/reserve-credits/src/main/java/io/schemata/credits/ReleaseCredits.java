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
 * Gives a whole hold back: the work was not done. A user releases their own, the service any.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, IDEMPOTENCY_MISMATCH, RESERVATION_NOT_FOUND, also for another
 * user's, RESERVATION_CLOSED when it was settled or has expired. The rules are those of {@code release_credits.sql}.
 */
@ApplicationScoped
public class ReleaseCredits implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("release-credits")
            .does("Gives a whole hold back, as the work was not done. A user releases their own, the service any.")
            .of("credits")
            .takes(Request.class)
            .answers(Reply.class)
            .forUsers()
            .forService()
            .refuses(Code.IDEMPOTENCY_MISMATCH, Code.RESERVATION_NOT_FOUND, Code.RESERVATION_CLOSED)
            .build();

    private static final TenantFunction RELEASE_CREDITS = TenantFunction.of("credits", "release_credits", 3);

    private final CurrentCall current;
    private final TenantDatabase database;

    public ReleaseCredits(CurrentCall current, TenantDatabase database) {
        this.current = current;
        this.database = database;
    }

    /** Which hold. */
    public record Request(
            @Field(value = "the hold", required = true) UUID reservationId) {
        public Request {
            Fields.required("reservationId", reservationId);
        }
    }

    /** The released reservation and the balance right after it. */
    public record Reply(
            @Field("the hold") UUID reservationId,

            @Field(
                    value = "where it is on its way",
                    oneOf = {"held", "settled", "released", "expired"})
            String state,

            @Field("credits given back") int returned,

            @Field("credits that can be spent right after it")
            int available,

            @Field("credits that open holds keep") int held) {
        static Reply of(Row row) {
            return new Reply(
                    row.getUUID("reservation_id"),
                    row.getString("state"),
                    row.getInteger("returned"),
                    row.getInteger("available"),
                    row.getInteger("held"));
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("release-credits")
    public Uni<Reply> releaseCredits(Request request) {
        CallContext call = current.get();
        Tuple arguments = Tuple.of(call.caller().userId(), request.reservationId(), call.idempotencyKey());
        return database.row(call.tenant(), call.caller().userId(), RELEASE_CREDITS, arguments)
                .map(Reply::of);
    }
}

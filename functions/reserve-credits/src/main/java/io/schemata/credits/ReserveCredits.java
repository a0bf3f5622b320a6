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
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.UUID;

/**
 * Holds credits for a job or another piece of work, until it is settled, released or its time is over. Never holds more
 * than the user has available.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, IDEMPOTENCY_MISMATCH, USER_NOT_FOUND, JOB_NOT_FOUND,
 * ALREADY_RESERVED, INSUFFICIENT_CREDITS with {@code available}, LIMIT_EXCEEDED (100 open reservations a user).
 * The rules are those of {@code reserve_credits.sql}.
 */
@ApplicationScoped
public class ReserveCredits implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("reserve-credits")
            .does("Holds credits for a job or another piece of work, until it is settled, released or its time is over."
                    + " Never holds more than the user has available; a user has at most 100 open holds.")
            .of("credits")
            .takes(Request.class)
            .answers(Reply.class)
            .forUsers()
            .forService("userId")
            .refuses(
                    Code.IDEMPOTENCY_MISMATCH,
                    Code.USER_NOT_FOUND,
                    Code.JOB_NOT_FOUND,
                    Code.ALREADY_RESERVED,
                    Code.INSUFFICIENT_CREDITS,
                    Code.LIMIT_EXCEEDED)
            .build();

    private static final TenantFunction RESERVE_CREDITS = TenantFunction.of("credits", "reserve_credits", 7);

    private final CurrentCall current;
    private final TenantDatabase database;

    public ReserveCredits(CurrentCall current, TenantDatabase database) {
        this.current = current;
        this.database = database;
    }

    /** For a job or for a reference, one of them. */
    public record Request(
            @Field(
                    value = "whole credits",
                    required = true,
                    range = {1, Amounts.MOST_PER_CALL},
                    example = "1")
            Integer amount,

            @Field("the user's job to hold them for; or give a reference")
            UUID jobId,

            @Field(
                    value = "what to hold them for when it is no job",
                    range = {1, 200},
                    example = "my first video")
            String reference,

            @Field(
                    value = "seconds until the hold ends by itself",
                    range = {60, 86_400},
                    defaultValue = "3600")
            Integer ttlSeconds,

            @Field("the owner of the credits") UUID userId) {
        private static final int DEFAULT_TTL_SECONDS = 3_600;

        public Request {
            Fields.required("amount", amount);
            Fields.between("amount", amount, 1, Amounts.MOST_PER_CALL);
            Fields.either("jobId", jobId, "reference", reference);
            Fields.text("reference", reference, 200);
            Fields.between("ttlSeconds", ttlSeconds, 60, 86_400);
            ttlSeconds = ttlSeconds == null ? Integer.valueOf(DEFAULT_TTL_SECONDS) : ttlSeconds;
        }
    }

    /** The hold, and the balance right after it. */
    public record Reply(
            @Field("the hold") UUID reservationId,

            @Field(
                    value = "where it is on its way",
                    oneOf = {"held", "settled", "released", "expired"})
            String state,

            @Field("credits that it holds") int amount,

            @Field("credits that can be spent right after it")
            int available,

            @Field("credits that open holds keep") int held,
            @Field("when it ends by itself") Instant expiresAt,

            @Field("whether the Idempotency-Key was known, and nothing was done this time")
            boolean replayed) {
        static Reply of(Row row) {
            return new Reply(
                    row.getUUID("reservation_id"),
                    row.getString("state"),
                    row.getInteger("amount"),
                    row.getInteger("available"),
                    row.getInteger("held"),
                    row.get(OffsetDateTime.class, "expires_at").toInstant(),
                    row.getBoolean("replayed"));
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("reserve-credits")
    public Uni<Reply> reserveCredits(Request request) {
        CallContext call = current.get();
        UUID owner = call.subject(request.userId());
        Tuple arguments = Tuple.from(Arrays.asList(
                call.caller().userId(),
                owner,
                request.amount(),
                request.jobId(),
                request.reference(),
                request.ttlSeconds(),
                call.idempotencyKey()));
        return database.row(call.tenant(), owner, RESERVE_CREDITS, arguments).map(Reply::of);
    }
}

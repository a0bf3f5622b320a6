package io.schemata.database;

import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.schemata.request.CallContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The answers of calls across tenants by their Idempotency-Key: a repeat gets the first one's, the same key with another
 * request is refused. (What one tenant does keeps its keys itself, in the transaction of the work.)
 */
@ApplicationScoped
public class IdempotencyStore {
    private static final TenantFunction CLAIM_ANSWER = TenantFunction.ofPlatform("claim_answer", 4);
    private static final TenantFunction RELEASE_ANSWER = TenantFunction.ofPlatform("release_answer", 4);
    private static final TenantFunction KEEP_ANSWER = TenantFunction.ofPlatform("keep_answer", 6);

    private final TenantDatabase database;

    public IdempotencyStore(TenantDatabase database) {
        this.database = database;
    }

    /**
     * What a call asks.
     *
     * @param userId the user it is about, or null; the answer is deleted with them
     * @param request what has to be the same for the same key
     */
    public record Question(String function, CallContext call, UUID userId, JsonObject request) {
        /** The caller that the key belongs to; a caller bound to a tenant has keys of its own. */
        private String caller() {
            return call.tenant() == null
                    ? call.caller().toString()
                    : call.caller() + " in " + call.tenant().schema();
        }
    }

    /** A reply to a call across tenants. */
    public interface Reply {
        /** Whether nothing is left to do. Otherwise the same call again has something to do, and its answer is not kept. */
        boolean isComplete();
    }

    /**
     * Does the work once for each key, and answers what it has led to. The key is the request's before the work begins, and
     * is given back when it is refused. Refuses with IDEMPOTENCY_MISMATCH.
     */
    public <T extends Reply> Uni<T> once(Question question, Class<T> type, Supplier<Uni<T>> work) {
        if (question.call().idempotencyKey() == null) {
            return work.get();
        }
        return claim(question)
                .map(answer -> answer == null ? null : answer.mapTo(type))
                .onItem()
                .ifNull()
                .switchTo(() -> work.get()
                        .onFailure(RefusedException.class)
                        .call(() -> release(question))
                        .chain(reply -> reply.isComplete()
                                ? keep(question, JsonObject.mapFrom(reply)).map(kept -> kept.mapTo(type))
                                : Uni.createFrom().item(reply)));
    }

    private Uni<JsonObject> claim(Question question) {
        return database.row(Tenant.PLATFORM, CLAIM_ANSWER, key(question)).map(IdempotencyStore::answer);
    }

    private Uni<Row> release(Question question) {
        return database.row(Tenant.PLATFORM, RELEASE_ANSWER, key(question));
    }

    private static Tuple key(Question question) {
        return Tuple.of(question.function(), question.caller(), question.call().idempotencyKey(), question.request());
    }

    /** Of two at once both get the first one's. */
    private Uni<JsonObject> keep(Question question, JsonObject answer) {
        Tuple arguments = Tuple.of(
                question.function(),
                question.caller(),
                question.call().idempotencyKey(),
                question.userId(),
                question.request(),
                answer);
        return database.row(Tenant.PLATFORM, KEEP_ANSWER, arguments).map(IdempotencyStore::answer);
    }

    private static JsonObject answer(Row row) {
        return row.getJsonObject("answer");
    }
}

package io.schemata.request;

import io.schemata.tenant.Tenant;
import io.schemata.tenant.TenantDatabase;
import io.schemata.tenant.TenantFunction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * The answers of calls across tenants by their Idempotency-Key: a repeat gets the first one's, the same key with another
 * request is refused. (What one tenant does keeps its keys itself, in the transaction of the work.)
 */
@ApplicationScoped
public class KeptAnswers {
    private static final TenantFunction KNOWN_ANSWER = new TenantFunction("known_answer", 4);
    private static final TenantFunction KEEP_ANSWER = new TenantFunction("keep_answer", 6);

    private final TenantDatabase database;

    public KeptAnswers(TenantDatabase database) {
        this.database = database;
    }

    /**
     * What a call asks.
     *
     * @param userId whom it is about, or null; the answer goes with him
     * @param request what has to be the same for the same key
     */
    public record Question(String function, Call call, UUID userId, JsonObject request) {
        /** Whose key it is: bound to a tenant, the same caller is another one. */
        private String caller() {
            return call.tenant() == null
                    ? call.caller().toString()
                    : call.caller() + " in " + call.tenant().schema();
        }
    }

    /** The answer kept for this question, or null. Refuses with IDEMPOTENCY_MISMATCH. */
    public Uni<JsonObject> known(Question question) {
        Call call = question.call();
        if (call.idempotencyKey() == null) {
            return Uni.createFrom().nullItem();
        }
        Tuple arguments = Tuple.of(question.function(), question.caller(), call.idempotencyKey(), question.request());
        return database.row(Tenant.PLATFORM, KNOWN_ANSWER, arguments).map(KeptAnswers::answer);
    }

    /** Keeps the answer for this question, and gives what is kept: of two at once the first. */
    public Uni<JsonObject> keep(Question question, JsonObject answer) {
        Call call = question.call();
        if (call.idempotencyKey() == null) {
            return Uni.createFrom().item(answer);
        }
        Tuple arguments = Tuple.of(
                question.function(),
                question.caller(),
                call.idempotencyKey(),
                question.userId(),
                question.request(),
                answer);
        return database.row(Tenant.PLATFORM, KEEP_ANSWER, arguments).map(KeptAnswers::answer);
    }

    private static JsonObject answer(Row row) {
        return row.getJsonObject("answer");
    }
}

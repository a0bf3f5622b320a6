package io.schemata.links;

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
import io.schemata.request.TenantScope;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Removes a link. A user removes links of their own making, and links to their rows that have lost their maker, the service any.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, USER_NOT_FOUND for a user who is gone and sends an
 * Idempotency-Key, IDEMPOTENCY_MISMATCH, LINK_NOT_FOUND for one that is not there, removed, or another user's. The rules
 * are those of {@code unlink.sql}.
 */
@ApplicationScoped
public class Unlink implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("unlink")
            .does("Removes a link that the caller made; the service removes any. A repeat finds it gone, and says so.")
            .of("links")
            .takes(Request.class)
            .answers(Reply.class)
            .forUsers()
            .forService()
            .in(TenantScope.LINKS)
            .refuses(Code.USER_NOT_FOUND, Code.IDEMPOTENCY_MISMATCH, Code.LINK_NOT_FOUND)
            .within(Quota.LINKS)
            .build();

    private static final TenantFunction UNLINK = TenantFunction.of("links", "unlink", 3);

    private final CurrentCall current;
    private final TenantDatabase database;

    Unlink(CurrentCall current, TenantDatabase database) {
        this.current = current;
        this.database = database;
    }

    /** @param linkId what cross-link answered */
    public record Request(
            @Field(value = "the link", required = true) UUID linkId) {
        public Request {
            Fields.required("linkId", linkId);
        }
    }

    /** @param removed true: that it was there, and is no more */
    public record Reply(
            @Field("the link") UUID linkId,
            @Field("whether it was there, and is no more") boolean removed) {}

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("unlink")
    public Uni<Reply> unlink(Request request) {
        CallContext call = current.get();
        Tuple arguments = Tuple.of(call.caller().userId(), call.idempotencyKey(), request.linkId());
        return database.row(call.tenant(), UNLINK, arguments)
                .map(row -> new Reply(request.linkId(), row.getBoolean("removed")));
    }
}

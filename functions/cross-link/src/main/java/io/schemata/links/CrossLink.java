package io.schemata.links;

import io.quarkus.funqy.Funq;
import io.schemata.database.Bulkhead;
import io.schemata.database.TenantEntities;
import io.schemata.database.TenantFunction;
import io.schemata.quota.Quota;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Endpoint;
import io.schemata.request.Field;
import io.schemata.request.Fields;
import io.schemata.request.HttpFunction;
import io.schemata.request.OpaqueObject;
import io.schemata.request.TenantScope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Links two rows, of different modes or of one, that both exist and that the caller may both see. A link that is there
 * already, of a symmetric type also the other way round, is answered and not made again; where the call says another
 * confidence or other metadata, it changes them or is refused.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, also for a mode or type that the registry does not have,
 * IDEMPOTENCY_MISMATCH, LINK_END_NOT_FOUND for a row that is not there or not to be seen by the caller, SELF_LINK,
 * LINK_DIFFERS when {@code update} is not set or the link is somebody else's; and USER_NOT_FOUND for a user who is gone, with an
 * Idempotency-Key before the rows are looked for, else last. The rules are those of {@code cross_link.sql} and
 * {@code check_cross_link.sql}.
 */
@ApplicationScoped
public class CrossLink implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("cross-link")
            .does(
                    "Links two rows, of different modes or of one, that both exist and that the caller may both see."
                            + " A link that is there already, of a symmetric type also the other way round, is answered and not made again.")
            .of("links")
            .takes(Request.class)
            .answers(Reply.class)
            .forUsers()
            .forService()
            .in(TenantScope.LINKS)
            .refuses(
                    Code.IDEMPOTENCY_MISMATCH,
                    Code.LINK_END_NOT_FOUND,
                    Code.LINK_DIFFERS,
                    Code.SELF_LINK,
                    Code.USER_NOT_FOUND)
            .within(Quota.LINKS)
            .build();

    private static final TenantFunction CROSS_LINK = TenantFunction.of("links", "cross_link", 13);

    private final CurrentCall current;
    private final TenantEntities entities;

    CrossLink(CurrentCall current, Mutiny.SessionFactory sessions, Bulkhead bulkhead) {
        this.current = current;
        this.entities = new TenantEntities(sessions, bulkhead);
    }

    /** The link. */
    public record Request(
            @Field(value = "the row it leads from", required = true)
            End source,

            @Field(value = "the row it leads to", required = true)
            End target,

            @Field(
                    value = "its meaning, one of the types that the tenant's links have",
                    required = true,
                    range = {1, 100},
                    example = "related_to")
            String linkType,

            @Field(
                    value = "how sure it is; unknown when it is left out",
                    range = {0, 1})
            BigDecimal confidence,

            @Field("anything else the product wants to keep with it, at most 16 KiB")
            OpaqueObject metadata,

            @Field(
                    value =
                            "whether a link of the caller's that is there gets this confidence and metadata; else other ones are refused",
                    defaultValue = "false")
            Boolean update) {
        public Request {
            Fields.required("source", source);
            Fields.required("target", target);
            Fields.required("linkType", linkType);
            Fields.text("linkType", linkType, 100);
            if (confidence != null && (confidence.signum() < 0 || confidence.compareTo(BigDecimal.ONE) > 0)) {
                throw RefusedException.invalid("confidence", "has to be from 0 to 1");
            }
            Fields.size("metadata", metadata, 16);
            update = update != null && update;
        }
    }

    /** The link. Of a symmetric type, source and target stand in one order for all. */
    public record Reply(
            @Field("the link") UUID linkId,
            @Field("the row it leads from") End source,
            @Field("the row it leads to") End target,
            @Field("its meaning") String linkType,

            @Field(
                    value = "how sure it is; null when unknown",
                    range = {0, 1},
                    nullable = true)
            Double confidence,

            @Field("anything else that was kept with it") OpaqueObject metadata,
            @Field("when it was made") Instant createdAt,
            @Field("whether this call made it") boolean created) {
        static Reply of(Link link) {
            return new Reply(
                    link.id,
                    link.source(),
                    link.target(),
                    link.linkType,
                    link.confidence,
                    new OpaqueObject(link.metadata),
                    link.createdAt,
                    link.created);
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("cross-link")
    public Uni<Reply> crossLink(Request request) {
        CallContext call = current.get();
        End source = request.source();
        End target = request.target();
        return entities.one(
                        call.tenant(),
                        call.caller().userId(),
                        CROSS_LINK,
                        Link.class,
                        call.caller().role().databaseName(),
                        call.caller().claims().encode(),
                        call.idempotencyKey(),
                        source.mode(),
                        source.type(),
                        source.id(),
                        target.mode(),
                        target.type(),
                        target.id(),
                        request.linkType(),
                        request.confidence() == null
                                ? null
                                : request.confidence().doubleValue(),
                        request.metadata() == null ? null : request.metadata().json(),
                        request.update())
                .map(Reply::of);
    }
}

package io.schemata.links;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.funqy.Funq;
import io.schemata.database.Bulkhead;
import io.schemata.database.TenantEntities;
import io.schemata.database.TenantFunction;
import io.schemata.refusal.Code;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Cursor;
import io.schemata.request.Endpoint;
import io.schemata.request.Field;
import io.schemata.request.Fields;
import io.schemata.request.HttpFunction;
import io.schemata.request.OpaqueObject;
import io.schemata.request.TenantScope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The links of a row whose other end the caller may see too, newest first, page by page. Every link that was there when
 * the first page was asked for, and stays, is on exactly one page, whatever is linked and unlinked meanwhile.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, also for a mode or type that the registry does not have,
 * LINK_END_NOT_FOUND for a row that is not there or not to be seen by the caller. The rules are those of
 * {@code linked.sql}.
 */
@ApplicationScoped
public class Linked implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("linked")
            .does(
                    "The links of a row whose other end the caller may see too, newest first, page by page."
                            + " Every link that was there when the first page was asked for, and stays, is on exactly one page.")
            .of("links")
            .takes(Request.class)
            .answers(Reply.class)
            .forUsers()
            .forService()
            .in(TenantScope.LINKS)
            .refuses(Code.LINK_END_NOT_FOUND)
            .build();

    private static final TenantFunction LINKED = TenantFunction.of("links", "linked", 11);

    private final CurrentCall current;
    private final TenantEntities entities;

    Linked(CurrentCall current, Mutiny.SessionFactory sessions, Bulkhead bulkhead) {
        this.current = current;
        this.entities = new TenantEntities(sessions, bulkhead);
    }

    /** A page of the links of a row. */
    public record Request(
            @Field(
                    value = "the mode of the row",
                    required = true,
                    range = {1, End.MOST_CHARACTERS},
                    example = "growth")
            String mode,

            @Field(
                    value = "its type there",
                    required = true,
                    range = {1, End.MOST_CHARACTERS},
                    example = "entity")
            String type,

            @Field(value = "its key", required = true) UUID id,

            @Field(
                    value = "links that lead out of it, in to it, or both",
                    oneOf = {"out", "in", "both"},
                    defaultValue = "both")
            Direction direction,

            @Field(
                    value = "only links of this type",
                    range = {1, 100})
            String linkType,

            @Field(
                    value = "how many a page has at most",
                    range = {1, 100},
                    defaultValue = "50")
            Integer limit,

            @Field("the next of the page before; the first page when it is left out")
            String cursor) {
        private static final int DEFAULT_LIMIT = 50;

        public Request {
            Fields.required("mode", mode);
            Fields.text("mode", mode, End.MOST_CHARACTERS);
            Fields.required("type", type);
            Fields.text("type", type, End.MOST_CHARACTERS);
            Fields.required("id", id);
            direction = direction == null ? Direction.BOTH : direction;
            Fields.text("linkType", linkType, 100);
            Fields.between("limit", limit, 1, 100);
            limit = limit == null ? Integer.valueOf(DEFAULT_LIMIT) : limit;
            if (cursor != null) {
                Cursor.of(cursor);
            }
        }
    }

    /** A link. */
    public record Listed(
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

            @Field("since when it leads from a row that is gone, of a type that outlives its ends")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            Instant sourceDeletedAt,

            @Field("since when it leads to a row that is gone") @JsonInclude(JsonInclude.Include.NON_NULL)
            Instant targetDeletedAt) {
        static Listed of(Link link) {
            return new Listed(
                    link.id,
                    link.source(),
                    link.target(),
                    link.linkType,
                    link.confidence,
                    new OpaqueObject(link.metadata),
                    link.createdAt,
                    link.sourceDeletedAt,
                    link.targetDeletedAt);
        }
    }

    /**
     * A page, and the cursor of the next one; null after the last. A page may be shorter than asked for, and even empty, with
     * another one after it: a call passes over 5,000 links that the caller may not see, and no more.
     */
    public record Reply(
            @Field("the links") List<Listed> links,

            @Field(value = "the cursor of the next page; null after the last", nullable = true)
            String next) {
        /** Of one link more than a page has, which tells whether there is another page, or of the place to go on from. */
        static Reply of(List<Link> found, int limit) {
            boolean isCut = !found.isEmpty() && found.get(found.size() - 1).isOnlyAPlace();
            List<Link> page = found.subList(0, Math.min(limit, found.size() - (isCut ? 1 : 0)));
            Link last = isCut ? found.get(found.size() - 1) : found.size() > limit ? page.get(limit - 1) : null;
            return new Reply(
                    page.stream().map(Listed::of).toList(),
                    last == null
                            ? null
                            : Cursor.of(last.createdAt, isCut ? last.sourceId : last.id)
                                    .text());
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("linked")
    public Uni<Reply> linked(Request request) {
        CallContext call = current.get();
        Cursor before = request.cursor() == null ? null : Cursor.of(request.cursor());
        return entities.list(
                        call.tenant(),
                        call.caller().userId(),
                        LINKED,
                        Link.class,
                        call.caller().role().databaseName(),
                        call.caller().claims().encode(),
                        request.mode(),
                        request.type(),
                        request.id(),
                        request.direction().word(),
                        request.linkType(),
                        before == null ? null : before.micros(),
                        before == null ? null : before.id(),
                        request.limit() + 1,
                        true)
                .map(found -> Reply.of(found, request.limit()));
    }
}

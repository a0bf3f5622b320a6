package io.schemata.links;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.funqy.Funq;
import io.schemata.database.Bulkhead;
import io.schemata.database.TenantEntities;
import io.schemata.database.TenantFunction;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Cursor;
import io.schemata.request.Endpoint;
import io.schemata.request.Fields;
import io.schemata.request.HttpFunction;
import io.schemata.request.OpaqueObject;
import io.schemata.request.TenantScope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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
    private static final TenantFunction LINKED = TenantFunction.of("links", "linked", 11);

    private final CurrentCall current;
    private final TenantEntities entities;

    Linked(CurrentCall current, Mutiny.SessionFactory sessions, Bulkhead bulkhead) {
        this.current = current;
        this.entities = new TenantEntities(sessions, bulkhead);
    }

    /** Which end of its links a row is: a symmetric type leads both ways, and is found in both. */
    public enum Direction {
        OUT,
        IN,
        BOTH;

        /** Exactly the word: no other case, no spaces around it. */
        @JsonCreator
        static Direction of(String word) {
            return Arrays.stream(values())
                    .filter(direction -> direction.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> RefusedException.invalid(null, "has to be out, in or both"));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param mode the mode of the row, 1 to 63 characters
     * @param type what it is there, 1 to 63 characters
     * @param id its key
     * @param direction links that lead out of it, in to it, or both; both when null
     * @param linkType only those of this type, 1 to 100 characters, or all when null
     * @param limit how many a page has at most, 1 to 100; 50 when null
     * @param cursor what the page before answered as next, or null for the first
     */
    public record Request(
            String mode, String type, UUID id, Direction direction, String linkType, Integer limit, String cursor) {
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

    /**
     * A link.
     *
     * @param sourceDeletedAt since when it leads from a row that is gone, for a type that outlives its ends
     * @param targetDeletedAt since when it leads to one
     */
    public record Listed(
            UUID linkId,
            End source,
            End target,
            String linkType,
            Double confidence,
            OpaqueObject metadata,
            Instant createdAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant sourceDeletedAt,
            @JsonInclude(JsonInclude.Include.NON_NULL) Instant targetDeletedAt) {
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
    public record Reply(List<Listed> links, String next) {
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
        return Endpoint.named("linked")
                .of("links")
                .takes(Request.class)
                .answers(Reply.class)
                .forUsers()
                .forService()
                .in(TenantScope.LINKS)
                .refuses(Code.LINK_END_NOT_FOUND)
                .build();
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

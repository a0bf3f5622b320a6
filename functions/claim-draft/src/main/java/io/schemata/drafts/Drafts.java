package io.schemata.drafts;

import io.quarkus.funqy.Funq;
import io.schemata.database.Bulkhead;
import io.schemata.database.TenantEntities;
import io.schemata.database.TenantFunction;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Cursor;
import io.schemata.request.Endpoint;
import io.schemata.request.Field;
import io.schemata.request.Fields;
import io.schemata.request.HttpFunction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The caller's drafts, newest first, page by page: of a token those they could claim, or have claimed; without one, all that
 * the user has claimed. A token that is unknown, expired or another user's has none, and nothing tells which.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST. The rules are those of {@code list_drafts.sql}.
 */
@ApplicationScoped
public class Drafts implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("drafts")
            .does(
                    "The caller's drafts, newest first, page by page."
                            + " With a token those that the caller could claim, or has claimed; without one all that the user has claimed.")
            .of("drafts")
            .takes(Request.class)
            .answers(Reply.class)
            .forVisitors()
            .forUsers()
            .build();

    private static final TenantFunction LIST_DRAFTS = TenantFunction.of("drafts", "list_drafts", 5);

    private final CurrentCall current;
    private final TenantEntities entities;

    Drafts(CurrentCall current, Mutiny.SessionFactory sessions, Bulkhead bulkhead) {
        this.current = current;
        this.entities = new TenantEntities(sessions, bulkhead);
    }

    /** A page. */
    public record Request(
            @Field(
                    value = "the token that save-draft answered; a visitor has to give one",
                    range = {1, 255})
            String token,

            @Field(
                    value = "how many a page has at most; it ends after 256 KiB of drafts, too",
                    range = {1, 100},
                    defaultValue = "50")
            Integer limit,

            @Field("the next of the page before; the first page when it is left out")
            String cursor) {
        private static final int DEFAULT_LIMIT = 50;

        public Request {
            Fields.text("token", token, 255);
            Fields.between("limit", limit, 1, 100);
            limit = limit == null ? Integer.valueOf(DEFAULT_LIMIT) : limit;
            if (cursor != null) {
                Cursor.of(cursor);
            }
        }
    }

    /** A page, and the cursor of the next one. */
    public record Reply(
            @Field("the drafts") List<AnsweredDraft> drafts,

            @Field(value = "the cursor of the next page; null after the last", nullable = true)
            String next) {
        /** Of a page's drafts, and one without a prompt where there is another page. */
        static Reply of(List<Draft> found) {
            List<Draft> page =
                    found.stream().filter(draft -> !draft.prompt.isEmpty()).toList();
            Draft last = page.size() == found.size() ? null : page.get(page.size() - 1);
            return new Reply(
                    page.stream().map(AnsweredDraft::of).toList(),
                    last == null ? null : Cursor.of(last.createdAt, last.id).text());
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("drafts")
    public Uni<Reply> drafts(Request request) {
        CallContext call = current.get();
        DraftTokens.requireOfVisitor(call, request.token());
        Cursor before = request.cursor() == null ? null : Cursor.of(request.cursor());
        return entities.list(
                        call.tenant(),
                        call.caller().userId(),
                        LIST_DRAFTS,
                        Draft.class,
                        call.caller().userId(),
                        request.token() == null ? null : DraftTokens.hash(request.token()),
                        before == null ? null : before.micros(),
                        before == null ? null : before.id(),
                        request.limit())
                .map(Reply::of);
    }
}

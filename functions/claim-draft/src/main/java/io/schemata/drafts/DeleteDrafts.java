package io.schemata.drafts;

import io.quarkus.funqy.Funq;
import io.schemata.database.TenantDatabase;
import io.schemata.database.TenantFunction;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Endpoint;
import io.schemata.request.Field;
import io.schemata.request.Fields;
import io.schemata.request.HttpFunction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Deletes drafts of the caller's: of a token those they could claim, or have claimed; without one, any that the user has
 * claimed. What is not theirs stays, and is not answered. A repeat under an Idempotency-Key answers the same; without one it
 * finds nothing to delete.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, IDEMPOTENCY_MISMATCH. The rules are those of
 * {@code delete_drafts.sql}.
 */
@ApplicationScoped
public class DeleteDrafts implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("delete-drafts")
            .does(
                    "Deletes drafts that the caller could claim, or has claimed. Drafts that are not theirs stay, and are not answered.")
            .of("drafts")
            .takes(Request.class)
            .answers(Reply.class)
            .forVisitors()
            .forUsers()
            .refuses(Code.IDEMPOTENCY_MISMATCH)
            .build();

    private static final TenantFunction DELETE_DRAFTS = TenantFunction.of("drafts", "delete_drafts", 4);

    private final CurrentCall current;
    private final TenantDatabase database;

    DeleteDrafts(CurrentCall current, TenantDatabase database) {
        this.current = current;
        this.database = database;
    }

    /** Which ones. */
    public record Request(
            @Field(
                    value = "the drafts",
                    required = true,
                    range = {1, MOST})
            List<UUID> draftIds,

            @Field(
                    value = "the token that save-draft answered; a visitor has to give one",
                    range = {1, 255})
            String token) {
        private static final int MOST = 20;

        public Request {
            Fields.required("draftIds", draftIds);
            if (draftIds.isEmpty() || draftIds.size() > MOST || draftIds.contains(null)) {
                throw RefusedException.invalid("draftIds", "has to name 1 to %d drafts".formatted(MOST));
            }
            Fields.text("token", token, 255);
        }
    }

    /** The drafts that are gone now. */
    public record Reply(
            @Field("the drafts that were deleted") List<UUID> deleted) {}

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("delete-drafts")
    public Uni<Reply> deleteDrafts(Request request) {
        CallContext call = current.get();
        DraftTokens.requireOfVisitor(call, request.token());
        Tuple arguments = Tuple.from(Arrays.asList(
                call.caller().userId(),
                request.token() == null ? null : DraftTokens.hash(request.token()),
                request.draftIds().toArray(UUID[]::new),
                DraftTokens.hashOfKey("delete-drafts ", call)));
        return database.row(call.tenant(), DELETE_DRAFTS, arguments)
                .map(row -> new Reply(List.of(row.getArrayOfUUIDs("deleted_ids"))));
    }
}

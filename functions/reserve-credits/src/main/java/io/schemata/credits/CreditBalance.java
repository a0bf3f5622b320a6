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
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A user's available and held credits, and their last ledger entries, newest first. Read as the caller, so that row level
 * security decides.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, USER_NOT_FOUND when the service asks for a user without an
 * account. A user without one has 0. The reading is {@code credit_balance.sql}.
 */
@ApplicationScoped
public class CreditBalance implements HttpFunction {
    public static final Endpoint ENDPOINT = Endpoint.named("credit-balance")
            .does("A user's available and held credits, and their last ledger entries, newest first.")
            .of("credits")
            .takes(Request.class)
            .answers(Reply.class)
            .forUsers()
            .forService("userId")
            .refuses(Code.USER_NOT_FOUND)
            .build();

    private static final TenantFunction CREDIT_BALANCE = TenantFunction.of("credits", "credit_balance", 4);

    private final CurrentCall current;
    private final TenantDatabase database;

    public CreditBalance(CurrentCall current, TenantDatabase database) {
        this.current = current;
        this.database = database;
    }

    /** Of the caller, or of the user whom the service names. */
    public record Request(
            @Field("the owner of the balance") UUID userId,

            @Field(
                    value = "how many entries",
                    range = {0, 100},
                    defaultValue = "20")
            Integer limit) {
        private static final int DEFAULT_LIMIT = 20;

        public Request {
            Fields.between("limit", limit, 0, 100);
            limit = limit == null ? Integer.valueOf(DEFAULT_LIMIT) : limit;
        }
    }

    /** One movement of the available credits. */
    public record Entry(
            @Field("its id") UUID entryId,

            @Field(
                    value = "what it was for",
                    oneOf = {"purchase", "grant", "subscription", "refund", "reserve", "usage", "expire"})
            String type,

            @Field("credits added, or taken when negative") int amount,
            @Field("credits available right after it") int balanceAfter,

            @Field(value = "a note for the user to read", nullable = true)
            String note,

            @Field(value = "the job that it was for", nullable = true)
            UUID jobId,

            @Field("when it was made") Instant createdAt) {
        static Entry of(Row row) {
            return new Entry(
                    row.getUUID("entry_id"),
                    row.getString("type"),
                    row.getInteger("amount"),
                    row.getInteger("balance_after"),
                    row.getString("note"),
                    row.getUUID("job_id"),
                    row.get(OffsetDateTime.class, "created_at").toInstant());
        }
    }

    /** The balance now, and the entries asked for. */
    public record Reply(
            @Field("credits that can be spent") int available,
            @Field("credits that open holds keep") int held,
            @Field("the last entries, newest first") List<Entry> entries) {
        /** The balance stands in every row; a lone row without an entry says that there is none. */
        static Reply of(RowSet<Row> rows) {
            List<Entry> entries = new ArrayList<>(rows.size());
            Row last = null;
            for (Row row : rows) {
                last = row;
                if (row.getUUID("entry_id") != null) {
                    entries.add(Entry.of(row));
                }
            }
            return new Reply(last.getInteger("available"), last.getInteger("held"), entries);
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT;
    }

    @Funq("credit-balance")
    public Uni<Reply> creditBalance(Request request) {
        CallContext call = current.get();
        Tuple arguments = Tuple.of(
                call.caller().role().databaseName(),
                call.caller().claims(),
                call.subject(request.userId()),
                request.limit());
        return database.rows(call.tenant(), CREDIT_BALANCE, arguments).map(Reply::of);
    }
}

package io.schemata.cleanup;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.funqy.Funq;
import io.schemata.database.IdempotencyStore;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Endpoint;
import io.schemata.request.Field;
import io.schemata.request.Fields;
import io.schemata.request.HttpFunction;
import io.schemata.request.TenantScope;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/**
 * Deletes drafts that expired unclaimed and gives overdue holds of credits back, in every tenant, in some, or in the one
 * that the header names; counts dangling links, and does with them what should have been done when their row was deleted only where it is told to, as
 * one that is away for a restore would lose them. Works in batches that are each done for good, so that it may be killed
 * at any moment and two may run at once; a call that ran out of time says that there is more to do.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, TENANT_FORBIDDEN when the token is bound to another tenant,
 * IDEMPOTENCY_MISMATCH, and DATABASE_UNAVAILABLE or TENANT_NOT_READY when not one tenant could be cleaned up. The rules
 * are those of {@code clean_up.sql}.
 */
@ApplicationScoped
public class CleanupDrafts implements HttpFunction {
    private static final String FUNCTION = "cleanup-drafts";

    public static final Endpoint ENDPOINT = Endpoint.named(FUNCTION)
            .does(
                    "Deletes drafts that expired unclaimed, gives overdue holds of credits back, and counts dangling links, per tenant."
                            + " Works in batches that are each done for good; a call that ran out of time says that there is more to do.")
            .takes(Request.class)
            .answers(Reply.class)
            .forService()
            .in(TenantScope.ONE_OR_ALL_TENANTS)
            .by(Endpoint.Trigger.CLOUD_EVENT)
            .refuses(Code.IDEMPOTENCY_MISMATCH)
            .build();

    /** For the batch that was begun last. */
    private static final Duration LAST_BATCH = Duration.ofSeconds(10);

    private final CurrentCall current;
    private final Tenants tenants;
    private final Cleanup cleanup;
    private final IdempotencyStore answers;
    private final Duration maxDuration;

    CleanupDrafts(
            CurrentCall current, Tenants tenants, Cleanup cleanup, IdempotencyStore answers, CleanupConfig config) {
        this.current = current;
        this.tenants = tenants;
        this.cleanup = cleanup;
        this.answers = answers;
        this.maxDuration = config.maxDuration().plus(LAST_BATCH);
    }

    /** In which tenants. */
    public record Request(
            @Field("the tenants, by name or schema; all when it is left out")
            List<String> tenants,

            @Field(
                    value = "how many drafts, holds, or deleted rows that links name one transaction takes",
                    range = {1, 10_000},
                    defaultValue = "1000")
            Integer batchSize,

            @Field(value = "whether to count only", defaultValue = "false", example = "true")
            Boolean dryRun,

            @Field(
                    value = "whether to remove or mark dangling links, as their type says; not in a dry run",
                    defaultValue = "false")
            Boolean repairLinks) {
        private static final int DEFAULT_BATCH_SIZE = 1_000;

        public Request {
            if (tenants != null && (tenants.isEmpty() || tenants.contains(null))) {
                throw RefusedException.invalid("tenants", "has to name at least one, or not to be there");
            }
            Fields.between("batchSize", batchSize, 1, 10_000);
            batchSize = batchSize == null ? Integer.valueOf(DEFAULT_BATCH_SIZE) : batchSize;
            dryRun = dryRun != null && dryRun;
            repairLinks = repairLinks != null && repairLinks;
            if (dryRun && repairLinks) {
                throw RefusedException.invalid("repairLinks", "changes links, and a dry run changes nothing");
            }
        }
    }

    /** What was done in a tenant. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cleaned(
            @Field(value = "the tenant", required = true) String tenant,

            @Field("expired drafts that were deleted, or would be")
            long draftsDeleted,

            @Field("overdue holds that were given back, or would be")
            long reservationsExpired,

            @Field("links that lead to a deleted row") long danglingLinks,

            @Field("the code of the refusal that stopped it")
            String problem) {
        boolean isNothing() {
            return draftsDeleted + reservationsExpired + danglingLinks == 0;
        }
    }

    /** The tenants, and whether another call would find more that is due already. */
    public record Reply(
            @Field("the tenants") List<Cleaned> tenants,

            @Field("whether another call would find more that is due already")
            boolean moreToDo)
            implements IdempotencyStore.Reply {
        @JsonIgnore
        @Override
        public boolean isComplete() {
            return !moreToDo && tenants.stream().allMatch(tenant -> tenant.problem() == null);
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT.lasting(maxDuration);
    }

    @Funq(FUNCTION)
    public Uni<Reply> cleanupDrafts(Request request) {
        CallContext call = current.get();
        List<Tenant> chosen = chosen(request.tenants(), call);
        IdempotencyStore.Question question =
                new IdempotencyStore.Question(FUNCTION, call, null, JsonObject.mapFrom(request));
        return answers.once(question, Reply.class, () -> cleanup.of(chosen, request));
    }

    private List<Tenant> chosen(List<String> names, CallContext call) {
        Tenant only = call.tenant();
        List<Tenant> named = names == null
                ? tenants.served().stream()
                        .filter(tenant -> only == null || tenant.equals(only))
                        .toList()
                : names.stream().map(this::known).distinct().toList();
        if (only != null && named.stream().anyMatch(tenant -> !tenant.equals(only))) {
            throw call.caller().tenant().isPresent()
                    ? RefusedException.because(Code.TENANT_FORBIDDEN)
                    : RefusedException.invalid("tenants", "names another tenant than the header");
        }
        return named;
    }

    private Tenant known(String name) {
        return tenants.find(name)
                .filter(tenants.served()::contains)
                .orElseThrow(() ->
                        RefusedException.invalid("tenants", "names a tenant that is not configured, or a service's"));
    }
}

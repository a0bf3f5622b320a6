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

    /**
     * @param tenants which ones, by name or schema; all when null
     * @param batchSize how many drafts, holds, or deleted rows that links name one transaction takes, 1 to 10,000; 1,000
     *     when null. Links are counted all at once
     * @param dryRun only count
     * @param repairLinks do away with dangling links, and not only count them; not together with {@code dryRun}
     */
    public record Request(List<String> tenants, Integer batchSize, Boolean dryRun, Boolean repairLinks) {
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

    /**
     * What was done in a tenant.
     *
     * @param problem the code of what stopped it, or null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Cleaned(
            String tenant, long draftsDeleted, long reservationsExpired, long danglingLinks, String problem) {
        boolean isNothing() {
            return draftsDeleted + reservationsExpired + danglingLinks == 0;
        }
    }

    /** The tenants, and whether another call would find more that is due already. */
    public record Reply(List<Cleaned> tenants, boolean moreToDo) implements IdempotencyStore.Reply {
        @JsonIgnore
        @Override
        public boolean isComplete() {
            return !moreToDo && tenants.stream().allMatch(tenant -> tenant.problem() == null);
        }
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.named(FUNCTION)
                .takes(Request.class)
                .answers(Reply.class)
                .forService()
                .in(TenantScope.ONE_OR_ALL_TENANTS)
                .by(Endpoint.Trigger.CLOUD_EVENT)
                .refuses(Code.IDEMPOTENCY_MISMATCH)
                .lasting(maxDuration)
                .build();
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

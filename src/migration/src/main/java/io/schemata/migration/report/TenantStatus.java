package io.schemata.migration.report;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.schemata.migration.settings.DatabaseSetting;
import java.time.Instant;
import java.util.List;

/**
 * Applied and pending changes and drift of one tenant.
 *
 * @param lastRun when its last change was applied, or null when it has none
 * @param pending the changes that it still needs, in order
 * @param edited changesets that are applied and read otherwise now; such a tenant is not migrated until that is undone
 * @param drift whether its schema differs from its blueprint, or null where that cannot be told: while changes are
 *     pending, before this version of the blueprint was applied, and of a service
 * @param adoption how far an adoption is that is not finished ("set aside", "made", "adopted"), or null
 * @param move what is said of a schema that was moved, or is being moved, or null
 * @param arrival what is said of a schema into which another was moved, while that can be taken back, or null
 * @param reason why it could not be read, or null
 */
@RegisterForReflection
public record TenantStatus(
        String tenant,
        String schema,
        String stage,
        String blueprint,
        int applied,
        Instant lastRun,
        List<String> pending,
        List<String> edited,
        Boolean drift,
        String adoption,
        String move,
        String arrival,
        String reason) {
    /** Whether every changeset is applied; settings of the registry are no part of the schema. */
    @JsonIgnore
    public boolean isUpToDate() {
        return pending.stream().allMatch(DatabaseSetting.NAME::equals);
    }

    /** The same with its drift. */
    public TenantStatus withDrift(Boolean hasDrifted) {
        return with(hasDrifted, arrival, reason);
    }

    /** The same with what is said of a schema into which another was moved. */
    public TenantStatus withArrival(String remark) {
        return with(drift, remark, reason);
    }

    /** The same with the reason why no more is known. */
    public TenantStatus withReason(String why) {
        return with(drift, arrival, why);
    }

    private TenantStatus with(Boolean hasDrifted, String remark, String why) {
        return new TenantStatus(
                tenant,
                schema,
                stage,
                blueprint,
                applied,
                lastRun,
                pending,
                edited,
                hasDrifted,
                adoption,
                move,
                remark,
                why);
    }
}

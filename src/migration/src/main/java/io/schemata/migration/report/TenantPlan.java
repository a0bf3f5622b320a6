package io.schemata.migration.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.schemata.migration.settings.DatabaseSetting;
import java.util.List;

/**
 * The SQL that one tenant would get.
 *
 * @param changes their names, in order
 * @param sql empty when the tenant is up to date or could not be read
 * @param warnings what a person has to know of them
 * @param skipped why nothing is planned for it, whatever its blueprint says, or null
 * @param reason why it could not be read, or null
 */
@RegisterForReflection
public record TenantPlan(
        String tenant,
        String schema,
        String stage,
        List<String> changes,
        String sql,
        List<Warning> warnings,
        String skipped,
        String reason) {
    /** The same with another SQL to be shown. */
    public TenantPlan withSql(String shown) {
        return new TenantPlan(tenant, schema, stage, changes, shown, warnings, skipped, reason);
    }

    /** How many changes are settings of the registry. */
    public int settings() {
        return (int) changes.stream().filter(DatabaseSetting.NAME::equals).count();
    }

    /** How many are changesets. */
    public int changesets() {
        return changes.size() - settings();
    }
}

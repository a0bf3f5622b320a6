package io.schemata.migration.apply;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.TenantPlan;
import io.schemata.migration.report.Warning;
import io.schemata.migration.report.Words;
import io.schemata.registry.Stage;
import java.util.List;

/** What a plan for production needs before it is carried out. */
final class Approval {
    private Approval() {}

    /**
     * Refuses an approved plan that could not be read whole, or is another one now; for production one that could not be read
     * whole, then one that is not approved, and then one that destroys data with no backup named. A plan that changes nothing
     * needs none of it.
     */
    static void require(Plan plan, ApplyRequest request) {
        List<TenantPlan> production = plan.tenants().stream()
                .filter(tenant -> tenant.stage().equals(Words.of(Stage.PRODUCTION)))
                .toList();
        boolean isEmpty = plan.tenants().stream()
                .allMatch(tenant -> tenant.reason() == null && tenant.changes().isEmpty());
        if (isEmpty) {
            return;
        }
        production.forEach(Approval::requireRead);
        if (request.approved() != null) {
            requireOfNow(plan, request.approved());
        } else if (!production.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.NOT_APPROVED,
                    "production needs --approve with the id that 'plan' shows for the same tenants now");
        }
        if (request.guards().backupReference() == null) {
            production.forEach(Approval::requireNoLoss);
        }
    }

    private static void requireOfNow(Plan plan, String approved) {
        plan.tenants().forEach(Approval::requireRead);
        if (!plan.planId().equals(approved)) {
            throw new MigrationException(
                    ErrorCode.NOT_APPROVED,
                    "the approved plan is not the one of now: look at what 'plan' shows, and approve its id");
        }
    }

    private static void requireRead(TenantPlan tenant) {
        if (tenant.reason() != null) {
            throw new MigrationException(
                    ErrorCode.NOT_APPROVED,
                    "the plan of the tenant '%s' cannot be read, so that it cannot be approved: %s"
                            .formatted(tenant.tenant(), tenant.reason()));
        }
    }

    private static void requireNoLoss(TenantPlan tenant) {
        tenant.warnings().stream().filter(Warning::isLoss).findFirst().ifPresent(warning -> {
            throw new MigrationException(
                    ErrorCode.NOT_APPROVED,
                    "tenant '%s', %s: %s; take a backup, and say by --backup-taken where it is"
                            .formatted(tenant.tenant(), warning.change(), warning.effect()));
        });
    }
}

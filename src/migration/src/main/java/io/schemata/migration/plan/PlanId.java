package io.schemata.migration.plan;

import io.schemata.migration.Digest;
import io.schemata.migration.report.TenantPlan;
import java.util.List;
import java.util.stream.Collectors;

/** The id of exactly this SQL for exactly these tenants: an approval names it. */
public final class PlanId {
    private static final int DIGITS = 16;

    private PlanId() {}

    public static String of(List<TenantPlan> planned) {
        String text = planned.stream()
                .map(tenant -> tenant.tenant() + "\0" + tenant.schema() + "\0" + tenant.sql() + "\0")
                .collect(Collectors.joining());
        return Digest.of(text).substring(0, DIGITS);
    }
}

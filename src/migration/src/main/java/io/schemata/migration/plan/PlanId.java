package io.schemata.migration.plan;

import io.schemata.migration.Digest;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.TenantPlan;
import io.schemata.migration.report.Words;
import io.schemata.migration.targets.Target;
import java.util.List;
import java.util.stream.Collectors;

/** The id of exactly this SQL for exactly these tenants: an approval names it. */
public final class PlanId {
    private static final int DIGITS = 16;

    private PlanId() {}

    /** A plan of one tenant. */
    public static Plan plan(Target target, List<String> changes, String sql) {
        List<TenantPlan> plans = List.of(new TenantPlan(
                target.name(), target.schema(), Words.of(target.stage()), changes, sql, List.of(), null, null));
        return new Plan(of(plans), plans);
    }

    public static String of(List<TenantPlan> planned) {
        String text = planned.stream()
                .map(tenant -> tenant.tenant() + "\0" + tenant.schema() + "\0" + tenant.sql() + "\0")
                .collect(Collectors.joining());
        return Digest.of(text).substring(0, DIGITS);
    }
}

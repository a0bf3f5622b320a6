package io.schemata.migration.plan;

import io.schemata.migration.Digest;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.TenantPlan;
import io.schemata.migration.report.Words;
import io.schemata.migration.targets.Target;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The id of exactly these changes and this SQL for exactly these tenants: an approval names it. */
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
                .map(tenant -> Stream.of(tenant.tenant(), tenant.schema(), tenant.sql())
                                .collect(Collectors.joining("\0", "", "\0"))
                        + String.join("\0", tenant.changes())
                        + tenant.reason())
                .collect(Collectors.joining());
        return of(text);
    }

    /** The id of a text that says all that would be done. */
    public static String of(String text) {
        return Digest.of(text).substring(0, DIGITS);
    }
}

package io.schemata.migrate;

import java.util.List;
import java.util.stream.Collectors;

/** A short name for exactly this SQL for exactly these tenants: what an approval is given to. */
final class PlanId {
    private static final int DIGITS = 16;

    private PlanId() {}

    static String of(List<Report.Planned> planned) {
        String text = planned.stream()
                .map(tenant -> tenant.tenant() + "\0" + tenant.schema() + "\0" + tenant.sql() + "\0")
                .collect(Collectors.joining());
        return Digest.of(text).substring(0, DIGITS);
    }
}

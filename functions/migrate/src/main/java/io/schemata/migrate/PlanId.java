package io.schemata.migrate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A short name for exactly this SQL for exactly these tenants: what an approval is given to. */
final class PlanId {
    private static final int DIGITS = 16;

    private PlanId() {}

    static String of(List<Report.Planned> planned) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Report.Planned tenant : planned) {
                digest.update((tenant.tenant() + "\0" + tenant.schema() + "\0" + tenant.sql() + "\0")
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

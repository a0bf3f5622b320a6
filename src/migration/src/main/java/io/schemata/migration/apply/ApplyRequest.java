package io.schemata.migration.apply;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What {@code apply} is asked to do.
 *
 * @param tenants their names; none for all
 * @param approved the id of the approved plan, or null; without it no production tenant is touched, and with
 *     another one than the plan has now nothing is
 * @param guards what holds a rollout back
 * @param parallel how many tenants are migrated at once, 1 to 16
 * @param longestWait the longest wait for another {@code migrate} that is at work on a tenant
 * @param asker who asks for it, or null for the user of this process
 */
public record ApplyRequest(
        List<String> tenants, String approved, Guards guards, int parallel, Duration longestWait, String asker) {
    private static final int MOST_AT_ONCE = 16;

    public ApplyRequest {
        if (parallel < 1 || parallel > MOST_AT_ONCE) {
            throw invalid("--parallel %d is not from 1 to %d".formatted(parallel, MOST_AT_ONCE));
        }
    }

    /** These tenants, or all, one after the other. */
    public static ApplyRequest of(List<String> tenants, Duration longestWait) {
        return new ApplyRequest(tenants, null, Guards.NONE, 1, longestWait, null);
    }

    /** The plan of this id alone, for somebody else. */
    public ApplyRequest approved(String planId, String by) {
        return new ApplyRequest(tenants, planId, guards, parallel, longestWait, by);
    }

    /**
     * What holds a rollout back.
     *
     * @param canaries the tenants that are migrated and validated before the others of their stage; the configured ones
     *     where the list is empty
     * @param isContinued whether later stages go on where a tenant of an earlier one has failed
     * @param backupReference where the backup is that was taken before, up to 200 characters, or null
     * @param tag the name to which {@code rollback} goes back, or null
     */
    public record Guards(List<String> canaries, boolean isContinued, String backupReference, String tag) {
        public static final Guards NONE = new Guards(List.of(), false, null, null);

        private static final int LONGEST_REFERENCE = 200;
        private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,99}");
        private static final Pattern OURS = Pattern.compile("rollout-\\d+");

        public Guards {
            if (backupReference != null
                    && (backupReference.isBlank() || backupReference.length() > LONGEST_REFERENCE)) {
                throw invalid("--backup-taken wants a reference of 1 to %d characters: where the backup is found"
                        .formatted(LONGEST_REFERENCE));
            }
            if (tag != null && (!TAG.matcher(tag).matches() || OURS.matcher(tag).matches())) {
                throw invalid(("--tag '%s' is no tag: letters, digits, '.', '_', '/' and '-', up to 100;"
                                + " rollout-<number> is what each run is called anyway")
                        .formatted(tag));
            }
        }
    }

    private static MigrationException invalid(String message) {
        return new MigrationException(ErrorCode.INVALID_OPTION, message);
    }
}

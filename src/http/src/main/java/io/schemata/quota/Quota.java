package io.schemata.quota;

/** What is counted of calls. */
public enum Quota {
    /** Nothing: what the call does is bounded by the caller's own means. */
    NONE {
        @Override
        int perCaller(QuotaConfig config) {
            return Integer.MAX_VALUE;
        }

        @Override
        int perTenant(QuotaConfig config) {
            return Integer.MAX_VALUE;
        }
    },
    DRAFTS {
        @Override
        int perCaller(QuotaConfig config) {
            return config.draftsPerMinute();
        }

        @Override
        int perTenant(QuotaConfig config) {
            return config.draftsPerMinuteOfTenant();
        }
    },
    LINKS {
        @Override
        int perCaller(QuotaConfig config) {
            return config.linksPerMinute();
        }

        @Override
        int perTenant(QuotaConfig config) {
            return config.linksPerMinuteOfTenant();
        }
    };

    /** In a minute. */
    abstract int perCaller(QuotaConfig config);

    /** In a minute, of all callers. */
    abstract int perTenant(QuotaConfig config);
}

package io.schemata.migration.adopt;

/** What becomes of credits that an old ledger has set aside and neither charged nor given back. */
public enum OpenHolds {
    /** They stay set aside, for another 24 hours. */
    KEEP,
    /** They are charged. */
    SETTLE,
    /** They are given back. */
    RELEASE
}

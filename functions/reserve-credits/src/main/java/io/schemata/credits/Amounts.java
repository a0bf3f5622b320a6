package io.schemata.credits;

/** The bounds of an amount of credits. */
final class Amounts {
    static final int MOST_PER_CALL = 1_000_000;

    private Amounts() {}
}

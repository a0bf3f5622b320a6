package io.schemata.caller;

/** Text of a caller's choice, made fit for one line of a log. */
public final class ForLog {
    private static final int LONGEST = 100;

    private ForLog() {}

    /** In quotes, at most 100 characters, visible ASCII alone; {@code missing} for null. */
    public static String text(String value) {
        if (value == null) {
            return "missing";
        }
        String shortened = value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
        return "'%s'".formatted(shortened.replaceAll("[^ -~…]|'", "?"));
    }
}

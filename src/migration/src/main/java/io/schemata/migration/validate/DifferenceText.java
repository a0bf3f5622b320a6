package io.schemata.migration.validate;

import io.schemata.migration.structure.Comparison.Difference;

/** A difference of a schema from its blueprint, in a line. */
final class DifferenceText {
    private static final int LONGEST_DETAIL_CHARACTERS = 160;

    private DifferenceText() {}

    static String of(Difference difference) {
        if (difference.right() == null) {
            return "missing: " + difference.name();
        }
        if (difference.left() == null) {
            return "not in the blueprint: " + difference.name();
        }
        return "differs: %s%s".formatted(difference.name(), detail(difference.right(), difference.left()));
    }

    private static String detail(String is, String should) {
        boolean isShort = is.length() + should.length() <= LONGEST_DETAIL_CHARACTERS && !(is + should).contains("\n");
        return isShort ? ", is \"%s\", should be \"%s\"".formatted(is, should) : "";
    }
}

package io.schemata.migration.move;

import io.schemata.migration.structure.OwnName;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The search path in a function's definition. */
final class SearchPath {
    private static final Pattern LINE = Pattern.compile("(?m)^ SET search_path TO .*$");

    private SearchPath() {}

    /** With another schema behind one of them. */
    static String with(String function, String schema, String other) {
        String one = OwnName.text(schema);
        return replaced(function, one, one + ", " + OwnName.text(other));
    }

    /** With a schema that stands in it twice, one behind the other, once. */
    static String once(String function, String schema) {
        String one = OwnName.text(schema);
        return replaced(function, one + ", " + one, one);
    }

    private static String replaced(String function, String part, String by) {
        return LINE.matcher(function)
                .replaceFirst(line -> Matcher.quoteReplacement(line.group().replace(part, by)));
    }
}

package io.schemata.migration.alter;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a column's values go from one type to another. */
final class TypeChange {
    private static final List<String> INTEGERS = List.of("smallint", "integer", "bigint");
    private static final List<String> NUMBERS =
            List.of("smallint", "integer", "bigint", "numeric", "real", "double precision");
    private static final List<String> CHANGED_IN_TEXT = List.of("bytea", "character", "\"char\"");
    private static final Pattern WITH_LIMIT = Pattern.compile("(.+?)\\((\\d+)(?:,(\\d+))?\\)(.*)");
    private static final Map<String, String> WIDEST = Map.of("character varying", "text", "numeric", "numeric");

    private TypeChange() {}

    /** The values as the other type; by their texts where PostgreSQL may know no other way. */
    static String cast(String column, String from, String to) {
        boolean isDirect = base(from).equals(base(to)) || NUMBERS.contains(base(from)) && NUMBERS.contains(base(to));
        return isDirect ? "%s::%s".formatted(column, to) : "%s::text::%s".formatted(column, to);
    }

    /** Whether each value of one type is one of the other, as it is. */
    static boolean isLossless(String from, String to) {
        int width = INTEGERS.indexOf(from);
        boolean isText = to.equals("text") && !from.endsWith("[]") && !CHANGED_IN_TEXT.contains(base(from));
        return from.equals(to)
                || isText
                || width >= 0 && (INTEGERS.indexOf(to) > width || to.equals("numeric"))
                || from.equals("real") && to.equals("double precision")
                || to.equals(WIDEST.get(base(from)))
                || isLongerText(from, to);
    }

    private static boolean isLongerText(String from, String to) {
        Matcher one = WITH_LIMIT.matcher(from);
        Matcher other = WITH_LIMIT.matcher(to);
        return one.matches()
                && other.matches()
                && base(from).equals("character varying")
                && base(to).equals("character varying")
                && Integer.parseInt(one.group(2)) <= Integer.parseInt(other.group(2));
    }

    private static String base(String type) {
        Matcher limited = WITH_LIMIT.matcher(type);
        return limited.matches() ? limited.group(1) + limited.group(4) : type;
    }
}

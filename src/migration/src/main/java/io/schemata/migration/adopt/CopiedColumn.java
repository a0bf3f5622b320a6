package io.schemata.migration.adopt;

import io.schemata.migration.structure.OwnName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * How a column of the blueprint gets its values.
 *
 * @param expression over a row {@code r} of the view that has the old rows, or null: the column's own default
 * @param otherwise what it has where it gets none
 * @param fits what such a row has to hold so that nothing of its value is lost, or null
 * @param wasNull whether the value was NULL and is the default now, or null where that cannot be
 */
record CopiedColumn(
        String name,
        String expression,
        String otherwise,
        String fits,
        String wasNull,
        boolean isRequired,
        boolean isNumbered) {
    private static final Pattern MAKES_VALUES = Pattern.compile("(?<!\\bnow)\\(");

    /** How a value becomes one of the column's type. */
    private enum Conversion {
        /** There is no such column. */
        MISSING,
        /** The types are the same. */
        SAME,
        /** A label of an enum. */
        LABEL,
        /** By how it is written. */
        TEXT,
        /** By a cast, and back without a loss. */
        CAST,
        /** A number that was none: the rows are numbered anew. */
        NONE
    }

    /** Reads one row of {@code adopt/columns.sql}. */
    static CopiedColumn read(ResultSet row) throws SQLException {
        String name = row.getString("column_name");
        String type = row.getString("type");
        String value = "r." + OwnName.quoted(name);
        String text = value + "::text";
        String label = "%s = any (enum_range(null::%s)::text[])".formatted(text, type);
        boolean isRequired = row.getBoolean("is_required");
        boolean isNumbered = row.getBoolean("is_identity");
        Conversion conversion = Conversion.valueOf(row.getString("conversion"));
        String expression =
                switch (conversion) {
                    case MISSING, NONE -> null;
                    case SAME -> value;
                    case LABEL -> "case when %s then %s::%s end".formatted(label, text, type);
                    case TEXT -> "%s::%s".formatted(text, type);
                    case CAST -> "%s::%s".formatted(value, type);
                };
        String fits =
                switch (conversion) {
                    case LABEL -> "%s is null or %s".formatted(value, label);
                    case CAST ->
                        "(%s::%s)::%s is not distinct from %1$s".formatted(value, type, row.getString("old_type"));
                    default -> null;
                };
        String byDefault = row.getString("default_value");
        String otherwise = byDefault == null ? "null::" + type : byDefault;
        if (expression == null || byDefault == null || !isRequired || isNumbered) {
            boolean isLeftToDefault = expression == null && (byDefault != null || isNumbered);
            return new CopiedColumn(
                    name, expression, otherwise, fits, null, isRequired && !isLeftToDefault, isNumbered);
        }
        String orDefault = "coalesce(%s, %s)".formatted(expression, byDefault);
        return new CopiedColumn(name, orDefault, otherwise, fits, value + " is null", true, false);
    }

    /** Whether reading the value twice gives the same: a default may be made anew each time. */
    boolean isRepeatable() {
        return wasNull == null || !MAKES_VALUES.matcher(otherwise).find();
    }

    String quoted() {
        return OwnName.quoted(name);
    }

    boolean isCopied() {
        return expression != null;
    }
}

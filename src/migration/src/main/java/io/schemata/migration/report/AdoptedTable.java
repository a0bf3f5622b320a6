package io.schemata.migration.report;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One table of the blueprint that an adoption fills.
 *
 * @param rows how many old rows there are for it
 * @param copied how many of them are in it
 * @param left how many of the others have each reason to stay behind; a row may have several
 * @param defaults in how many rows NULL in a column has become its default
 * @param unread the columns of the old table that it has no place for
 */
@RegisterForReflection
public record AdoptedTable(
        String table,
        long rows,
        long copied,
        Map<String, Long> left,
        Map<String, Long> defaults,
        List<String> unread,
        long milliseconds) {
    /** One line for people. */
    public String summary() {
        return "%s: %,d of %,d rows in %,d ms".formatted(table, copied, rows, milliseconds);
    }

    /** What an approval means: why rows stay behind, and in which order of magnitude; and what is not read. */
    public String finding() {
        StringBuilder text = new StringBuilder(table);
        left.forEach((reason, number) ->
                text.append(reason).append(String.valueOf(number).length()));
        return text.append(unread).toString();
    }

    /** What is to be said of it besides. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        left.forEach((reason, number) -> remarks.add(
                "%,d %s: %s".formatted(number, number == 1 ? "row stays behind" : "rows stay behind", reason)));
        defaults.forEach(
                (column, number) -> remarks.add("%s: NULL in %,d rows becomes the default".formatted(column, number)));
        if (!unread.isEmpty()) {
            remarks.add("only in the old table: " + String.join(", ", unread));
        }
        return remarks;
    }
}

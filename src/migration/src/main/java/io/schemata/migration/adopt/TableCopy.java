package io.schemata.migration.adopt;

import io.schemata.migration.structure.OwnName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the rows of one table of the blueprint are made of old ones.
 *
 * @param view the view of the session that has the old rows
 * @param columns all that the table has and does not compute itself
 * @param checks what its rows have to hold: a reason each, and an expression of its columns
 */
record TableCopy(
        String table, String view, List<CopiedColumn> columns, List<Check> checks, List<Reference> references) {
    /** A row stays behind for this reason, where the expression is false. */
    record Check(String reason, String expression) {}

    /**
     * A foreign key.
     *
     * @param other the table it leads to, as SQL names it
     * @param otherTable its name, or null where it is of another schema
     */
    record Reference(
            String name,
            List<String> columns,
            String other,
            String otherTable,
            List<String> otherColumns,
            boolean isDeferrable) {
        /** The row that it leads to is there, or it leads nowhere. */
        Check check() {
            String same = IntStream.range(0, columns.size())
                    .mapToObj(i -> "f.%s = m.%s"
                            .formatted(OwnName.quoted(otherColumns.get(i)), OwnName.quoted(columns.get(i))))
                    .collect(Collectors.joining(" and "));
            String none = columns.stream()
                    .map(column -> "m.%s is null or ".formatted(OwnName.quoted(column)))
                    .collect(Collectors.joining());
            return new Check(name, "%sexists (select from %s as f where %s)".formatted(none, other, same));
        }
    }

    /** The columns that have to have a value and get none. */
    List<String> missing() {
        return columns.stream()
                .filter(column -> column.isRequired() && !column.isCopied())
                .map(CopiedColumn::name)
                .toList();
    }

    List<String> columnNames() {
        return columns.stream().map(CopiedColumn::name).toList();
    }

    List<String> copiedColumns() {
        return copied().map(CopiedColumn::name).toList();
    }

    /** Puts the rows in that fit, by the number they have where they are numbered. */
    String insert() {
        String order = copied().filter(CopiedColumn::isNumbered)
                .map(CopiedColumn::quoted)
                .collect(Collectors.joining(", "));
        return "insert into %s (%s) overriding system value%nselect %2$s from %s as m where %s%s"
                .formatted(
                        OwnName.quoted(table),
                        names(),
                        mapped(),
                        allFit(),
                        order.isEmpty() ? "" : "\norder by " + order);
    }

    /** The number and a checksum of all rows, fit or not, and for each column with a default how many get it. */
    String all() {
        List<String> counts = new ArrayList<>(List.of(digest("m.")));
        defaulted().forEach(column -> counts.add("count(*) filter (where m.%s)".formatted(nullFlag(column))));
        return "select %s from %s as m".formatted(String.join(", ", counts), mapped());
    }

    /** How many rows do not hold each of the conditions. */
    String misfits() {
        String counts = conditions().stream()
                .map(check -> "count(*) filter (where (%s) is false)".formatted(check.expression()))
                .collect(Collectors.joining(", "));
        return "select %s from %s as m".formatted(counts, mapped());
    }

    /** The number and a checksum of the rows that fit. */
    String expected() {
        return "select %s from %s as m where %s".formatted(digest("m."), mapped(), allFit());
    }

    /** The same of what is in the table. */
    String actual() {
        return "select %s from %s".formatted(digest(""), OwnName.quoted(table));
    }

    private String digest(String alias) {
        return AdoptedRows.digest(
                copied().filter(CopiedColumn::isRepeatable)
                        .map(CopiedColumn::name)
                        .toList(),
                alias);
    }

    /** What every row has to hold that goes over, in the order of {@link #misfits}. */
    List<Check> conditions() {
        List<Check> all = new ArrayList<>();
        copied().filter(column -> column.fits() != null)
                .forEach(column ->
                        all.add(new Check("%s has no such value".formatted(column.name()), "m." + fitsFlag(column))));
        copied().filter(CopiedColumn::isRequired)
                .forEach(column -> all.add(new Check(
                        "%s is missing".formatted(column.name()), "m.%s is not null".formatted(column.quoted()))));
        all.addAll(checks);
        references.forEach(reference -> all.add(reference.check()));
        return all;
    }

    /** The columns in which NULL becomes the default, in the order of {@link #all}. */
    List<CopiedColumn> defaulted() {
        return copied().filter(column -> column.wasNull() != null).toList();
    }

    private String allFit() {
        List<Check> all = conditions();
        return all.isEmpty()
                ? "true"
                : all.stream()
                        .map(check -> "(%s) is not false".formatted(check.expression()))
                        .collect(Collectors.joining(" and "));
    }

    private String names() {
        return copied().map(CopiedColumn::quoted).collect(Collectors.joining(", "));
    }

    private String mapped() {
        List<String> values = new ArrayList<>();
        columns.forEach(column -> {
            String value = column.isCopied() ? column.expression() : column.otherwise();
            values.add("%s as %s".formatted(value, column.quoted()));
            if (column.isCopied() && column.fits() != null) {
                values.add("(%s) as %s".formatted(column.fits(), fitsFlag(column)));
            }
            if (column.wasNull() != null) {
                values.add("(%s) as %s".formatted(column.wasNull(), nullFlag(column)));
            }
        });
        return "(select %s from pg_temp.%s as r)".formatted(String.join(", ", values), OwnName.quoted(view));
    }

    private Stream<CopiedColumn> copied() {
        return columns.stream().filter(CopiedColumn::isCopied);
    }

    private String fitsFlag(CopiedColumn column) {
        return "\"fits %d\"".formatted(columns.indexOf(column));
    }

    private String nullFlag(CopiedColumn column) {
        return "\"null %d\"".formatted(columns.indexOf(column));
    }
}

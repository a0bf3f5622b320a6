package io.schemata.migration.alter;

import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.alter.Sides.Wanted;
import io.schemata.migration.structure.CatalogQuery;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.OwnName;
import io.schemata.migration.structure.SchemaObject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What follows once something has been made: no role has rights on it unasked, and a sequence goes on where its column is. */
final class NewObjects {
    private static final Pattern COUNTED = Pattern.compile("alter table (.+) alter column"
            + " (\"(?:[^\"]|\"\")+\"|[^\\s\"]+) set default nextval\\('(.+)'::regclass\\)");

    private static final Set<ObjectKind> GIVEN_AWAY =
            EnumSet.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.SEQUENCE, ObjectKind.FUNCTION);

    private final String schema;
    private final String roles;
    private final List<Statement> closed = new ArrayList<>();
    private final Set<String> sequences = new HashSet<>();

    /**
     * @param roles the ones to which the database may give rights on whatever is made
     */
    NewObjects(String schema, String roles) {
        this.schema = schema;
        this.roles = roles;
    }

    void add(Wanted made) {
        SchemaObject item = made.item();
        if (item.kind() == ObjectKind.SEQUENCE) {
            sequences.add(SequenceText.of(made.sql()).name());
        }
        if (GIVEN_AWAY.contains(item.kind())) {
            close(Difference.of(item), word(item));
        }
    }

    /** A new column, which may have brought a sequence. */
    void addColumn(Difference key, ColumnText column) {
        if (column.identity() != null) {
            close(key, "sequence " + column.sequence().name());
        }
    }

    private String word(SchemaObject item) {
        return switch (item.kind()) {
            case FUNCTION -> "routine " + OwnName.name(item, schema);
            case SEQUENCE -> "sequence " + OwnName.quoted(item.name());
            default -> OwnName.quoted(item.name());
        };
    }

    private void close(Difference key, String what) {
        closed.add(new Statement("revoke all on %s from %s".formatted(what, roles), key, null));
    }

    List<Statement> closed() {
        return closed;
    }

    /** The statements by which new sequences go on behind the numbers of columns that take theirs from them. */
    List<Statement> counted(Sides sides) {
        List<Statement> all = new ArrayList<>();
        sides.wanted()
                .forEach((key, wanted) -> wanted.forEach(one -> {
                    Matcher counted = COUNTED.matcher(one.sql());
                    if (one.item().part() == CatalogQuery.DEFAULTS
                            && counted.matches()
                            && sequences.contains(counted.group(3))) {
                        String sql = Counting.on(counted.group(3), counted.group(1), counted.group(2));
                        all.add(new Statement(sql, key, null));
                    }
                }));
        return all;
    }
}

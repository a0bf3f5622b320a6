package io.schemata.migration.alter;

import io.schemata.migration.alter.Alteration.Difference;
import io.schemata.migration.alter.Alteration.Statement;
import io.schemata.migration.alter.Sides.Wanted;
import io.schemata.migration.structure.CatalogQuery;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Script;
import io.schemata.migration.structure.Structure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The statements that make things in a schema, or alter them, each behind those that it needs. */
final class Makings {
    private static final String REMARK = "--";

    private final Sides sides;
    private final Dropped dropped;
    private final Replacements replacements;
    private final NewObjects made;
    private final List<Statement> first = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private final List<Statement> defaults = new ArrayList<>();
    private final Map<Difference, String> impossible = new LinkedHashMap<>();
    private final Partitions partitions;

    /**
     * @param roles the ones to which the database may give rights on whatever is made
     */
    Makings(Structure is, Sides sides, Dropped dropped, Replacements replacements, String roles) {
        this.partitions = Partitions.of(is);
        this.sides = sides;
        this.dropped = dropped;
        this.replacements = replacements;
        this.made = new NewObjects(is.schema(), roles);
    }

    List<Statement> first() {
        return first;
    }

    Map<Difference, String> impossible() {
        return impossible;
    }

    /** Things themselves, and columns. */
    List<Statement> ofThings() {
        sides.wanted().forEach((key, wanted) -> wanted.forEach(one -> make(key, one)));
        statements.addAll(defaults);
        statements.addAll(made.counted(sides));
        statements.addAll(made.closed());
        return statements;
    }

    /** Grants, comments, owners and whatever else is said of them. */
    List<Statement> ofWhatIsSaid(Set<Difference> again) {
        List<Statement> said = new ArrayList<>();
        sides.wanted().forEach((key, wanted) -> {
            for (Wanted one : wanted) {
                boolean isToBeSaid = sides.different().contains(key) || again.contains(key);
                if (isToBeSaid && !one.item().isMade() && one.item().part() != CatalogQuery.COLUMNS) {
                    say(said, key, one);
                }
            }
        });
        return said;
    }

    private void say(List<Statement> said, Difference key, Wanted wanted) {
        if (wanted.sql().startsWith(REMARK)) {
            impossible.put(key, "no statement of ours makes it");
            return;
        }
        said.add(new Statement(wanted.sql(), key, null));
    }

    private void make(Difference key, Wanted wanted) {
        CatalogQuery part = wanted.item().part();
        if (!wanted.item().isMade()) {
            return;
        }
        List<SchemaObject> mine = sides.mine(key);
        boolean isNew = mine.isEmpty() || mine.stream().anyMatch(dropped::contains);
        if (partitions.followsParents(wanted.item(), sides, dropped)) {
            return;
        }
        if (part == CatalogQuery.TABLES && !isNew) {
            if (!partitions.isPartition(wanted.item().name())) {
                alter(key, mine.get(0), wanted);
            }
        } else if (isNew) {
            add(key, wanted.sql().replace(Script.COLUMNS, columns(wanted)));
            made.add(wanted);
        } else if (sides.different().contains(key)) {
            change(key, mine.get(0), wanted);
        }
    }

    private static String columns(Wanted table) {
        return table.columns().stream().map(Wanted::sql).collect(Collectors.joining(",\n  ", "\n  ", "\n"));
    }

    private void change(Difference key, SchemaObject is, Wanted wanted) {
        switch (wanted.item().part()) {
            case TYPES -> {
                if (dropped.replacedTypes().contains(is)) {
                    String loss = TypeText.loss(is.definition(), wanted.sql());
                    replacements.of(is, wanted.sql()).forEach(sql -> statements.add(new Statement(sql, key, loss)));
                    replacements.defaults(is).forEach(sql -> defaults.add(new Statement(sql, key, null)));
                } else {
                    TypeText.newValues(is.definition(), wanted.sql())
                            .orElse(List.of())
                            .forEach(sql -> first.add(new Statement(sql, key, null)));
                    TypeText.domainChanges(is.definition(), wanted.sql())
                            .orElse(List.of())
                            .forEach(sql -> add(key, sql));
                }
            }
            case SEQUENCES -> add(key, SequenceText.of(wanted.sql()).alter());
            default -> add(key, wanted.sql());
        }
    }

    private void alter(Difference key, SchemaObject is, Wanted wanted) {
        TableText now = TableText.of(is.definition());
        TableText then = TableText.of(wanted.sql());
        if (!now.canBecome(then)) {
            impossible.put(key, "it would have to be made anew");
            return;
        }
        String loss =
                then.isUnlogged() && !now.isUnlogged() ? "the rows of %s in a crash".formatted(then.name()) : null;
        now.become(then).forEach(sql -> statements.add(new Statement(sql, key, loss)));
        wanted.columns().forEach(column -> alterColumn(is, now.name(), column));
        for (String partition : partitions.of(is.name())) {
            Difference part = new Difference(ObjectKind.TABLE, partition);
            sides.wanted(part).forEach(one -> sides.mine(part).forEach(mine -> alter(part, mine, one)));
        }
    }

    private void alterColumn(SchemaObject table, String name, Wanted wanted) {
        Difference key = Difference.of(wanted.item());
        List<SchemaObject> mine = sides.mine(key);
        Difference parents = partitions.ofParent(key);
        boolean isWithParents = parents != null && sides.different().contains(parents);
        if (mine.isEmpty()) {
            if (!isWithParents) {
                addColumn(key, name, wanted);
            }
            return;
        }
        ColumnChange change = ColumnChange.of(name, mine.get(0).definition(), wanted.sql());
        if (isWithParents) {
            change.withoutType().statements().forEach(sql -> add(key, sql));
            return;
        }
        boolean isRecomputed = dropped.isRecomputed(table) && change.is().isGenerated();
        if (change.isRebuilt() || isRecomputed && change.should().isGenerated()) {
            addColumn(key, name, wanted);
        } else if (sides.different().contains(key)) {
            ColumnChange rest = replacements.isReplaced(table, change.is().name()) ? change.withoutDefault() : change;
            rest.statements().forEach(sql -> statements.add(new Statement(sql, key, change.loss())));
        }
    }

    private void addColumn(Difference key, String table, Wanted wanted) {
        add(key, "alter table %s add column %s".formatted(table, wanted.sql()));
        made.addColumn(key, ColumnText.of(wanted.sql()));
    }

    private void add(Difference key, String sql) {
        statements.add(new Statement(sql, key, null));
    }
}

package io.schemata.migration.structure;

import io.schemata.migration.structure.Dependencies.Step;
import io.schemata.migration.structure.SchemaObject.Place;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A schema's structure as SQL that makes the same in an empty one. */
public final class Script {
    private static final String REMARK = "--";
    static final String VIEW = "create view ";
    /** A database has an extension once: where it is there already, it stays, and is found where it is. */
    private static final String EXTENSIONS_ARE_SHARED = """

            -- Extensions of the schema itself. In a database that has them they stay where they are, and go with that schema:
            -- move them first (alter extension ... set schema ...), so that functions with a search_path find them too.
            """;

    private static final String FIND_EXTENSIONS = """
            select set_config('search_path', concat_ws(', ', %s, (
              select string_agg(distinct quote_ident(n.nspname), ', ')
              from pg_extension e join pg_namespace n on n.oid = e.extnamespace
              where e.extname in (%s) and n.nspname <> %s)), false);
            """;

    private static final String REPLACED_VIEW = "create or replace view ";
    public static final String COLUMNS = "@columns@";

    private final Structure structure;
    private final OwnName ownName;
    private final String target;
    private final Map<SchemaObject, String> reasons = new HashMap<>();
    private final StringBuilder text = new StringBuilder();

    private Script(Structure structure, String target) {
        this.structure = structure;
        this.ownName = structure.ownName();
        this.target = target;
    }

    /**
     * @param target what the schema is called that it makes
     */
    public static String of(Catalog catalog, String target) throws SQLException {
        Structure structure = Structure.read(catalog);
        Script script = new Script(structure, target);
        script.begin(catalog);
        Dependencies needs = Dependencies.of(catalog, structure);
        script.leaveOut(needs.leftOut());
        script.add(catalog, needs.steps());
        script.closeToAll(catalog);
        structure.items().stream()
                .filter(item -> item.part().compareTo(CatalogQuery.PARTITIONS) >= 0)
                .sorted(Comparator.comparing(SchemaObject::part).thenComparing(SchemaObject::name))
                .forEach(script::add);
        script.text.append("\nreset check_function_bodies;\nreset search_path;\n");
        return script.text.toString();
    }

    private void begin(Catalog catalog) throws SQLException {
        text.append("-- The structure of schema ")
                .append(OwnName.quoted(structure.schema()).replaceAll("\\R", " "))
                .append(", for an empty one.\n");
        structure.items().stream()
                .filter(item -> item.part() == CatalogQuery.OTHERS)
                .forEach(this::add);
        String name = OwnName.quoted(target);
        text.append("create schema if not exists %s;\nset search_path = %s;\n".formatted(name, name))
                .append("set check_function_bodies = off;\n");
        List<SchemaObject> extensions = structure.items().stream()
                .filter(item -> item.part() == CatalogQuery.EXTENSIONS)
                .toList();
        if (!extensions.isEmpty()) {
            text.append(EXTENSIONS_ARE_SHARED);
            extensions.forEach(this::add);
            text.append(FIND_EXTENSIONS.formatted(OwnName.text(name), names(extensions), OwnName.text(target)));
        }
    }

    private static String names(List<SchemaObject> items) {
        return items.stream().map(item -> OwnName.text(item.name())).collect(Collectors.joining(", "));
    }

    /** Whatever the database gives away by default is taken back before that is granted which was. */
    private void closeToAll(Catalog catalog) throws SQLException {
        String roles = catalog.query("structure/api_roles.sql", Catalog.Scope.SCHEMA, row -> row.getString(1)).stream()
                .map(role -> ", " + role)
                .collect(Collectors.joining("", "public", ""));
        String name = OwnName.quoted(target);
        text.append('\n');
        for (String what : List.of("tables", "sequences", "routines")) {
            text.append("revoke all on all %s in schema %s from %s;\n".formatted(what, name, roles));
        }
        text.append("revoke create on schema %s from %s;\n".formatted(name, roles));
    }

    private void add(Catalog catalog, List<Step> steps) throws SQLException {
        boolean hasStubs = steps.stream().anyMatch(Step::isStub);
        Map<Long, String> columns = new HashMap<>();
        if (hasStubs) {
            catalog.query(
                    "structure/view_columns.sql",
                    Catalog.Scope.RELATIONS,
                    row -> columns.put(row.getLong(1), row.getString(2)));
        }
        Set<SchemaObject> announced = new HashSet<>();
        for (Step step : steps) {
            SchemaObject view = step.item();
            if (view.part() == CatalogQuery.EXTENSIONS) {
                continue;
            }
            if (step.isStub()) {
                announced.add(view);
                String stub = "select\n  " + columns.get(view.object());
                add(view, VIEW + OwnName.quoted(view.name()) + " as " + stub);
            } else {
                String definition = definition(view);
                add(view, announced.contains(view) ? definition.replaceFirst("^" + VIEW, REPLACED_VIEW) : definition);
            }
        }
    }

    private void leaveOut(Map<SchemaObject, SchemaObject> items) {
        Map<Place, String> places = new HashMap<>();
        items.forEach((item, other) -> places.put(item.place(), other.name()));
        items.keySet().forEach(item -> reasons.put(item, places.get(item.place())));
        structure.items().stream()
                .filter(item -> item.isAttribute() && places.containsKey(item.place()))
                .forEach(item -> reasons.put(item, places.get(item.place())));
    }

    private void add(SchemaObject item) {
        add(item, definition(item));
    }

    private String definition(SchemaObject item) {
        return item.part() == CatalogQuery.TABLES ? item.definition().replace(COLUMNS, columns(item)) : named(item);
    }

    private void add(SchemaObject item, String definition) {
        if (reasons.containsKey(item)) {
            String what = "%s %s: it needs %s".formatted(item.kind().one(), item.name(), reasons.get(item));
            text.append("-- Not in here: ").append(what.replaceAll("\\R", " ")).append('\n');
            return;
        }
        if (item.part() == CatalogQuery.FUNCTIONS
                && !target.equals(structure.schema())
                && ownName.isLeftIn(definition)) {
            text.append(
                    "\n-- Left as it is: the text %s in %s".formatted(ownName.literal(), OwnName.name(item, target)));
        }
        if (definition.startsWith(REMARK)) {
            text.append(definition).append('\n');
        } else {
            boolean block = definition.indexOf('\n') >= 0;
            text.append(block ? "\n" : "").append(definition).append(block ? ";\n\n" : ";\n");
        }
    }

    private String named(SchemaObject item) {
        return ownName.definition(item, target);
    }

    private String columns(SchemaObject table) {
        return structure.columns(table).stream().map(this::named).collect(Collectors.joining(",\n  ", "\n  ", "\n"));
    }
}

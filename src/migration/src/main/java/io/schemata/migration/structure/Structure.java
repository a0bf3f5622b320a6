package io.schemata.migration.structure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.schemata.migration.Digest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a schema is made of: everything but its rows. */
@RegisterForReflection
public record Structure(String schema, List<SchemaObject> items) {
    /** Changes with whatever is done to definitions here, and not in the queries. */
    private static final String HOW_IT_IS_MARKED = "2";

    private static final Pattern IDENTIFIER = Pattern.compile("\"(?:[^\"]|\"\")+\"|[^(\"]+");

    private static final String HOW_IT_IS_READ = Digest.of(Stream.of(CatalogQuery.values())
            .map(part -> part + SqlFile.read(part.file()))
            .collect(Collectors.joining("", SqlFile.read(Catalog.MEMBERS), HOW_IT_IS_MARKED)));

    /** Reads it as it is seen by the catalog's transaction. */
    public static Structure read(Catalog catalog) throws SQLException {
        HiddenNames hidden = HiddenNames.read(catalog);
        List<SchemaObject> items = new ArrayList<>();
        for (CatalogQuery part : CatalogQuery.values()) {
            items.addAll(catalog.query(
                    part.file(),
                    part.scope(),
                    row -> hidden.marked(new SchemaObject(
                            part,
                            row.getString(1),
                            row.getString(4),
                            row.getString(5),
                            row.getLong(2),
                            row.getLong(3)))));
        }
        return new Structure(catalog.schema(), List.copyOf(items));
    }

    /** The same with each thing behind those that it needs: the order in which they can be made. */
    public Structure inOrder(Dependencies needs) {
        Stream<SchemaObject> others = items.stream().filter(item -> !item.part().hasNeeds());
        return new Structure(
                schema, Stream.concat(needs.inOrder().stream(), others).toList());
    }

    /** The functions in which a text is the schema's name and nothing else: it may mean the schema, or something else. */
    public List<String> textsOfItsName() {
        OwnName own = ownName();
        return items.stream()
                .filter(item -> item.part() == CatalogQuery.FUNCTIONS && own.isLeftIn(own.definition(item, "")))
                .map(item -> "function " + item.name())
                .toList();
    }

    /** With all that another one has too. */
    public Structure with(Structure other) {
        return new Structure(
                schema, Stream.concat(items.stream(), other.items.stream()).toList());
    }

    /** A digest of all that decides how the same schema reads: one that was read otherwise is not to be compared with. */
    public static String howItIsRead() {
        return HOW_IT_IS_READ;
    }

    /** How many there are of a kind. */
    public long count(ObjectKind kind) {
        return items.stream()
                .filter(item -> item.kind() == kind && item.part() != CatalogQuery.SEQUENCE_OWNERS)
                .count();
    }

    /** The schema's own name in definitions. */
    public OwnName ownName() {
        return new OwnName(
                schema,
                items.stream()
                        .filter(item -> item.part().isCalledByName())
                        .map(Structure::calledBy)
                        .collect(Collectors.toSet()));
    }

    /** What it is called, without a function's arguments and as no identifier. */
    private static String calledBy(SchemaObject item) {
        String name = item.name()
                .replaceFirst("^" + OwnName.WRITTEN + "\\.", "")
                .replaceFirst("^(?:configuration|dictionary) ", item.kind() == ObjectKind.TEXT_SEARCH ? "" : "$0");
        boolean isIdentifier = item.kind() == ObjectKind.FUNCTION
                || item.kind() == ObjectKind.INDEX
                || item.kind() == ObjectKind.TEXT_SEARCH;
        if (!isIdentifier) {
            return name;
        }
        Matcher identifier = IDENTIFIER.matcher(name);
        return identifier.lookingAt() ? Tokens.unquoted(identifier.group()) : name;
    }

    /** The columns of a table, in its order. */
    public List<SchemaObject> columns(SchemaObject table) {
        return items.stream()
                .filter(item -> item.part() == CatalogQuery.COLUMNS && item.object() == table.object())
                .toList();
    }

    Set<Long> objects() {
        return items.stream().map(SchemaObject::object).collect(Collectors.toSet());
    }
}

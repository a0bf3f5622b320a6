package io.schemata.migration.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names that a schema has in common with PostgreSQL's own types and functions, which come first on every search path: where
 * the server writes them, and wherever they are written for it, the schema's name stands before them, as a mark.
 */
final class HiddenNames {
    static final String FILE = "structure/hidden_names.sql";

    private final Pattern qualified;

    private HiddenNames(Pattern qualified) {
        this.qualified = qualified;
    }

    static HiddenNames read(Catalog catalog) throws SQLException {
        List<Long> ids = new ArrayList<>();
        for (Catalog.Scope scope : Catalog.Scope.values()) {
            ids.addAll(catalog.members(scope));
        }
        List<List<String>> names = catalog.query(FILE, ids, row -> List.of(row.getString(1), row.getString(2)));
        return of(catalog, names.stream().flatMap(List::stream).toList());
    }

    /** @param names plain and as identifiers */
    static HiddenNames of(Catalog catalog, List<String> names) {
        String schema = Pattern.quote(catalog.identifier());
        Set<String> alternatives = names.stream().map(Pattern::quote).collect(Collectors.toSet());
        String hidden = alternatives.isEmpty()
                ? ""
                : "|(?<![\\w$.\"'])%s\\.(?=(?:%s)(?![\\w$]))".formatted(schema, String.join("|", alternatives));
        return new HiddenNames(Pattern.compile("(?<=OPERATOR\\()%s\\.".formatted(schema) + hidden));
    }

    SchemaObject marked(SchemaObject item) {
        boolean isText = item.part() == CatalogQuery.FUNCTIONS && !OwnName.isReadWhenMade(item.definition());
        int head =
                isText ? item.definition().indexOf("\nAS ") : item.definition().length();
        return new SchemaObject(
                item.part(),
                marked(item.name(), OwnName.WRITTEN),
                marked(item.definition().substring(0, head), OwnName.MARK)
                        + item.definition().substring(head),
                marked(item.removal(), OwnName.MARK),
                item.catalog(),
                item.object());
    }

    private String marked(String text, String mark) {
        return text == null ? null : qualified.matcher(text).replaceAll(mark + ".");
    }
}

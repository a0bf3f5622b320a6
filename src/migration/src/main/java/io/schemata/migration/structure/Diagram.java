package io.schemata.migration.structure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** A schema's tables and how they refer to each other, as an entity-relationship diagram in Mermaid's language. */
public final class Diagram {
    private record Column(String table, String name, String type, String keys) {}

    private Diagram() {}

    /** The text of it, for a Markdown page or Mermaid's own tools. */
    public static String of(Catalog catalog) throws SQLException {
        StringBuilder text = new StringBuilder("erDiagram\n");
        List<Column> columns = catalog.query("structure/diagram_columns.sql", Catalog.Scope.RELATIONS, Diagram::column);
        String table = null;
        for (Column column : columns) {
            if (!column.table().equals(table)) {
                text.append(table == null ? "" : "  }\n").append("  \"%s\" {\n".formatted(column.table()));
                table = column.table();
            }
            text.append("    %s %s %s"
                            .formatted(word(column.type()), word(column.name()), column.keys())
                            .stripTrailing())
                    .append('\n');
        }
        text.append(table == null ? "" : "  }\n");
        catalog.query("structure/diagram_references.sql", Catalog.Scope.RELATIONS, Diagram::reference)
                .forEach(text::append);
        return text.toString();
    }

    private static Column column(ResultSet row) throws SQLException {
        return new Column(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }

    private static String reference(ResultSet row) throws SQLException {
        String one = row.getBoolean(3) ? "|o" : "||";
        String many = row.getBoolean(4) ? "o|" : "o{";
        return "  \"%s\" %s--%s \"%s\" : \"%s\"\n"
                .formatted(
                        row.getString(1),
                        one,
                        many,
                        row.getString(2),
                        row.getString(5).replace('"', '\''));
    }

    /** Mermaid takes letters, digits and little else here. */
    private static String word(String text) {
        String plain = text.replaceAll("[^\\w\\[\\]]", "_");
        return plain.matches("[A-Za-z].*") ? plain : "x" + plain;
    }
}

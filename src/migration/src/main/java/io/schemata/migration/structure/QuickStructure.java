package io.schemata.migration.structure;

import io.schemata.migration.Digest;
import io.schemata.migration.structure.StructureBatch.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * A structure for a comparison, read in a few round trips: without what its things need and how they are taken away. What
 * differs from a blueprint here has to be read again, see {@link StructureBatch}.
 */
public final class QuickStructure {
    private final Catalog catalog;
    private final List<Row> rows;

    private QuickStructure(Catalog catalog, List<Row> rows) {
        this.catalog = catalog;
        this.rows = rows;
    }

    /** @param isPlannedOnce whether the server may keep plans for this connection: not where a pooler hands sessions about */
    public static QuickStructure read(Connection connection, Catalog catalog, boolean isPlannedOnce)
            throws SQLException {
        return new QuickStructure(catalog, new StructureBatch(connection, catalog, isPlannedOnce).rows());
    }

    /** Equal for schemas that read alike; null where a text has the schema's own name in it, which may mean anything. */
    public String fingerprint() {
        OwnName own = new OwnName(catalog.schema(), Set.of());
        List<String> texts = new ArrayList<>();
        for (Row row : rows) {
            String definition =
                    row.part() == CatalogQuery.FUNCTIONS ? own.withoutPath(row.definition()) : row.definition();
            String text = row.name() + '\0' + definition;
            if (own.isMentioned(text)) {
                return null;
            }
            texts.add(row.part() + "\0" + text);
        }
        Collections.sort(texts); // most queries answer in whatever order the server finds things
        return Digest.of(String.join("\0", texts));
    }

    public Structure structure() {
        List<String> hidden = new ArrayList<>();
        rows.stream().filter(row -> row.part() == null).forEach(row -> {
            hidden.add(row.name());
            hidden.add(row.definition());
        });
        HiddenNames names = HiddenNames.of(catalog, hidden);
        List<SchemaObject> items = rows.stream()
                .filter(row -> row.part() != null)
                .map(row -> names.marked(new SchemaObject(row.part(), row.name(), row.definition(), null, 0, 0)))
                .toList();
        return new Structure(catalog.schema(), items);
    }
}

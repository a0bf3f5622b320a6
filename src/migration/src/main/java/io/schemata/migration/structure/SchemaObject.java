package io.schemata.migration.structure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One thing of a schema. Where it is kept in the catalog is of use in the same transaction only.
 *
 * @param part the query that found it
 * @param name what it is called among its kind
 * @param definition the SQL that makes it; of a column, what stands in its table's
 * @param removal the SQL that takes it away again, where it is there
 * @param catalog the object id of the catalog that keeps it
 * @param object its object id there, or its table's for a column
 */
@RegisterForReflection
public record SchemaObject(
        CatalogQuery part,
        String name,
        String definition,
        @JsonIgnore String removal,
        @JsonIgnore long catalog,
        long object) {
    /** Where the catalog keeps it: what is said of a thing has the same. */
    public record Place(long catalog, long object) {}

    public Place place() {
        return new Place(catalog, object);
    }

    /** Whether it is said of other things and goes with them: grants, owners, comments, states. */
    @JsonIgnore
    public boolean isAttribute() {
        return !isMade() && part != CatalogQuery.COLUMNS && kind() != ObjectKind.OTHER;
    }

    /** Whether it is made by itself, and may need others or others it. */
    @JsonIgnore
    public boolean isMade() {
        return part.hasNeeds();
    }

    /** The kind it is shown under. */
    public ObjectKind kind() {
        return part.kind();
    }
}

package io.schemata.migration.structure;

import io.schemata.migration.structure.Catalog.Scope;
import java.util.Locale;

/** The queries that together read a schema's structure, in the order in which a script makes what they find. */
public enum CatalogQuery {
    OTHERS(ObjectKind.OTHER, Scope.SCHEMA),
    EXTENSIONS(ObjectKind.EXTENSION, Scope.SCHEMA),
    COLLATIONS(ObjectKind.COLLATION, Scope.SCHEMA),
    TYPES(ObjectKind.TYPE, Scope.TYPES),
    SEQUENCES(ObjectKind.SEQUENCE, Scope.RELATIONS),
    TABLES(ObjectKind.TABLE, Scope.RELATIONS),
    COLUMNS(ObjectKind.COLUMN, Scope.RELATIONS),
    FUNCTIONS(ObjectKind.FUNCTION, Scope.ROUTINES),
    AGGREGATES(ObjectKind.FUNCTION, Scope.ROUTINES),
    OPERATORS(ObjectKind.OPERATOR, Scope.SCHEMA),
    TEXT_SEARCH_DICTIONARIES(ObjectKind.TEXT_SEARCH, Scope.SCHEMA),
    TEXT_SEARCH_CONFIGURATIONS(ObjectKind.TEXT_SEARCH, Scope.SCHEMA),
    DOMAIN_CONSTRAINTS(ObjectKind.CONSTRAINT, Scope.TYPES),
    DEFAULTS(ObjectKind.DEFAULT, Scope.RELATIONS),
    CONSTRAINTS(ObjectKind.CONSTRAINT, Scope.RELATIONS),
    INDEXES(ObjectKind.INDEX, Scope.RELATIONS),
    STATISTICS(ObjectKind.STATISTICS, Scope.RELATIONS),
    VIEWS(ObjectKind.VIEW, Scope.RELATIONS),
    RULES(ObjectKind.RULE, Scope.RELATIONS),
    TRIGGERS(ObjectKind.TRIGGER, Scope.RELATIONS),
    POLICIES(ObjectKind.POLICY, Scope.RELATIONS),
    PARTITIONS(ObjectKind.PARTITION, Scope.RELATIONS),
    TRIGGER_STATES(ObjectKind.TRIGGER, Scope.RELATIONS),
    SEQUENCE_OWNERS(ObjectKind.SEQUENCE, Scope.RELATIONS),
    INHERITED_COLUMNS(ObjectKind.DEFAULT, Scope.RELATIONS),
    ROW_SECURITY(ObjectKind.ROW_SECURITY, Scope.RELATIONS),
    REPLICA_IDENTITIES(ObjectKind.REPLICA_IDENTITY, Scope.RELATIONS),
    TABLE_STORAGE(ObjectKind.STORAGE, Scope.RELATIONS),
    STORAGE(ObjectKind.STORAGE, Scope.RELATIONS),
    PUBLICATIONS(ObjectKind.PUBLICATION, Scope.RELATIONS),
    SCHEMA_OWNER(ObjectKind.OWNER, Scope.SCHEMA),
    RELATION_OWNERS(ObjectKind.OWNER, Scope.RELATIONS),
    ROUTINE_OWNERS(ObjectKind.OWNER, Scope.ROUTINES),
    TYPE_OWNERS(ObjectKind.OWNER, Scope.TYPES),
    SCHEMA_GRANTS(ObjectKind.GRANT, Scope.SCHEMA),
    RELATION_GRANTS(ObjectKind.GRANT, Scope.RELATIONS),
    COLUMN_GRANTS(ObjectKind.GRANT, Scope.RELATIONS),
    ROUTINE_GRANTS(ObjectKind.GRANT, Scope.ROUTINES),
    TYPE_GRANTS(ObjectKind.GRANT, Scope.TYPES),
    OWNER_RIGHTS(ObjectKind.GRANT, Scope.RELATIONS),
    ROUTINE_OWNER_RIGHTS(ObjectKind.GRANT, Scope.ROUTINES),
    DEFAULT_PRIVILEGES(ObjectKind.DEFAULT_PRIVILEGE, Scope.SCHEMA),
    SCHEMA_COMMENT(ObjectKind.COMMENT, Scope.SCHEMA),
    RELATION_COMMENTS(ObjectKind.COMMENT, Scope.RELATIONS),
    PART_COMMENTS(ObjectKind.COMMENT, Scope.RELATIONS),
    ROUTINE_COMMENTS(ObjectKind.COMMENT, Scope.ROUTINES),
    TYPE_COMMENTS(ObjectKind.COMMENT, Scope.TYPES),
    OTHER_COMMENTS(ObjectKind.COMMENT, Scope.SCHEMA),
    OUTER_TRIGGERS(ObjectKind.OTHER, Scope.ROUTINES);

    private final ObjectKind kind;
    private final Scope scope;

    CatalogQuery(ObjectKind kind, Scope scope) {
        this.kind = kind;
        this.scope = scope;
    }

    ObjectKind kind() {
        return kind;
    }

    Scope scope() {
        return scope;
    }

    /** Whether what it finds names the schema by its mark. */
    boolean namesSchema() {
        return this == EXTENSIONS
                || this == SCHEMA_OWNER
                || this == SCHEMA_COMMENT
                || this == SCHEMA_GRANTS
                || this == DEFAULT_PRIVILEGES;
    }

    /** Whether its items are what other text may call by a name. */
    boolean isCalledByName() {
        return kind == ObjectKind.TABLE
                || kind == ObjectKind.VIEW
                || kind == ObjectKind.FUNCTION
                || kind == ObjectKind.TYPE
                || kind == ObjectKind.INDEX
                || kind == ObjectKind.COLLATION
                || kind == ObjectKind.TEXT_SEARCH
                || this == SEQUENCES;
    }

    String file() {
        return "structure/%s.sql".formatted(name().toLowerCase(Locale.ROOT));
    }

    /** Whether it may need others, or others it, so that its place in a script depends on that. */
    boolean hasNeeds() {
        return compareTo(PARTITIONS) < 0 && this != COLUMNS && this != OTHERS;
    }
}

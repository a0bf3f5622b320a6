package io.schemata.structure;

import io.schemata.structure.Catalog.Scope;
import java.util.Locale;

/** The queries that together read a schema's structure, in the order in which a script makes what they find. */
public enum Part {
    OTHERS(Kind.OTHER, Scope.SCHEMA),
    TYPES(Kind.TYPE, Scope.TYPES),
    SEQUENCES(Kind.SEQUENCE, Scope.RELATIONS),
    TABLES(Kind.TABLE, Scope.RELATIONS),
    COLUMNS(Kind.COLUMN, Scope.RELATIONS),
    FUNCTIONS(Kind.FUNCTION, Scope.ROUTINES),
    AGGREGATES(Kind.FUNCTION, Scope.ROUTINES),
    DEFAULTS(Kind.DEFAULT, Scope.RELATIONS),
    CONSTRAINTS(Kind.CONSTRAINT, Scope.RELATIONS),
    INDEXES(Kind.INDEX, Scope.RELATIONS),
    STATISTICS(Kind.STATISTICS, Scope.RELATIONS),
    VIEWS(Kind.VIEW, Scope.RELATIONS),
    RULES(Kind.RULE, Scope.RELATIONS),
    TRIGGERS(Kind.TRIGGER, Scope.RELATIONS),
    POLICIES(Kind.POLICY, Scope.RELATIONS),
    PARTITIONS(Kind.PARTITION, Scope.RELATIONS),
    TRIGGER_STATES(Kind.TRIGGER, Scope.RELATIONS),
    SEQUENCE_OWNERS(Kind.SEQUENCE, Scope.RELATIONS),
    ROW_SECURITY(Kind.ROW_SECURITY, Scope.RELATIONS),
    REPLICA_IDENTITIES(Kind.REPLICA_IDENTITY, Scope.RELATIONS),
    SCHEMA_OWNER(Kind.OWNER, Scope.SCHEMA),
    RELATION_OWNERS(Kind.OWNER, Scope.RELATIONS),
    ROUTINE_OWNERS(Kind.OWNER, Scope.ROUTINES),
    TYPE_OWNERS(Kind.OWNER, Scope.TYPES),
    SCHEMA_GRANTS(Kind.GRANT, Scope.SCHEMA),
    RELATION_GRANTS(Kind.GRANT, Scope.RELATIONS),
    COLUMN_GRANTS(Kind.GRANT, Scope.RELATIONS),
    ROUTINE_GRANTS(Kind.GRANT, Scope.ROUTINES),
    TYPE_GRANTS(Kind.GRANT, Scope.TYPES),
    DEFAULT_PRIVILEGES(Kind.DEFAULT_PRIVILEGE, Scope.SCHEMA),
    RELATION_COMMENTS(Kind.COMMENT, Scope.RELATIONS),
    PART_COMMENTS(Kind.COMMENT, Scope.RELATIONS),
    ROUTINE_COMMENTS(Kind.COMMENT, Scope.ROUTINES),
    TYPE_COMMENTS(Kind.COMMENT, Scope.TYPES);

    private final Kind kind;
    private final Scope scope;

    Part(Kind kind, Scope scope) {
        this.kind = kind;
        this.scope = scope;
    }

    Kind kind() {
        return kind;
    }

    Scope scope() {
        return scope;
    }

    /** Whether what it finds names the schema by its mark. */
    boolean namesSchema() {
        return this == SCHEMA_OWNER || this == SCHEMA_GRANTS || this == DEFAULT_PRIVILEGES;
    }

    /** Whether its items are what other text may call by a name. */
    boolean isCalledByName() {
        return kind == Kind.TABLE
                || kind == Kind.VIEW
                || kind == Kind.FUNCTION
                || kind == Kind.TYPE
                || kind == Kind.INDEX
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

package io.schemata.structure;

import io.schemata.structure.Catalog.Of;
import java.util.Locale;

/** The queries that together read a schema's structure, in the order in which a script makes what they find. */
enum Part {
    TYPES(Kind.TYPE, Of.TYPES),
    SEQUENCES(Kind.SEQUENCE, Of.RELATIONS),
    TABLES(Kind.TABLE, Of.RELATIONS),
    COLUMNS(Kind.COLUMN, Of.RELATIONS),
    FUNCTIONS(Kind.FUNCTION, Of.ROUTINES),
    AGGREGATES(Kind.FUNCTION, Of.ROUTINES),
    DEFAULTS(Kind.DEFAULT, Of.RELATIONS),
    CONSTRAINTS(Kind.CONSTRAINT, Of.RELATIONS),
    INDEXES(Kind.INDEX, Of.RELATIONS),
    STATISTICS(Kind.STATISTICS, Of.RELATIONS),
    VIEWS(Kind.VIEW, Of.RELATIONS),
    RULES(Kind.RULE, Of.RELATIONS),
    TRIGGERS(Kind.TRIGGER, Of.RELATIONS),
    POLICIES(Kind.POLICY, Of.RELATIONS),
    PARTITIONS(Kind.PARTITION, Of.RELATIONS),
    SEQUENCE_OWNERS(Kind.SEQUENCE, Of.RELATIONS),
    ROW_SECURITY(Kind.ROW_SECURITY, Of.RELATIONS),
    REPLICA_IDENTITIES(Kind.REPLICA_IDENTITY, Of.RELATIONS),
    RELATION_OWNERS(Kind.OWNER, Of.RELATIONS),
    ROUTINE_OWNERS(Kind.OWNER, Of.ROUTINES),
    TYPE_OWNERS(Kind.OWNER, Of.TYPES),
    SCHEMA_GRANTS(Kind.GRANT, Of.SCHEMA),
    RELATION_GRANTS(Kind.GRANT, Of.RELATIONS),
    COLUMN_GRANTS(Kind.GRANT, Of.RELATIONS),
    ROUTINE_GRANTS(Kind.GRANT, Of.ROUTINES),
    TYPE_GRANTS(Kind.GRANT, Of.TYPES),
    DEFAULT_PRIVILEGES(Kind.DEFAULT_PRIVILEGE, Of.SCHEMA),
    RELATION_COMMENTS(Kind.COMMENT, Of.RELATIONS),
    PART_COMMENTS(Kind.COMMENT, Of.RELATIONS),
    ROUTINE_COMMENTS(Kind.COMMENT, Of.ROUTINES),
    TYPE_COMMENTS(Kind.COMMENT, Of.TYPES);

    private final Kind kind;
    private final Of of;

    Part(Kind kind, Of of) {
        this.kind = kind;
        this.of = of;
    }

    Kind kind() {
        return kind;
    }

    Of of() {
        return of;
    }

    String file() {
        return "structure/%s.sql".formatted(name().toLowerCase(Locale.ROOT));
    }

    /** Whether it may need others, or others it, so that its place in a script depends on that. */
    boolean hasNeeds() {
        return compareTo(PARTITIONS) < 0 && this != COLUMNS;
    }
}

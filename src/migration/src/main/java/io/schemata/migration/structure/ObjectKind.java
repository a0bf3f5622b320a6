package io.schemata.migration.structure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** What kinds of thing a schema is made of, in the order in which they are shown. */
@RegisterForReflection
public enum ObjectKind {
    TABLE("tables"),
    COLUMN("columns"),
    DEFAULT("defaults"),
    TYPE("types"),
    EXTENSION("extensions"),
    COLLATION("collations"),
    SEQUENCE("sequences"),
    CONSTRAINT("constraints"),
    INDEX("indexes"),
    STATISTICS("statistics"),
    VIEW("views"),
    RULE("rules"),
    FUNCTION("functions"),
    OPERATOR("operators"),
    TEXT_SEARCH("text search"),
    TRIGGER("triggers"),
    ROW_SECURITY("row level security"),
    POLICY("policies"),
    REPLICA_IDENTITY("replica identities"),
    PARTITION("partitions"),
    STORAGE("storage"),
    PUBLICATION("publications"),
    OWNER("owners"),
    GRANT("grants"),
    DEFAULT_PRIVILEGE("default privileges"),
    COMMENT("comments"),
    OTHER("others");

    private final String plural;

    ObjectKind(String plural) {
        this.plural = plural;
    }

    /** How one of them is called. */
    public String one() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How several of them are called. */
    public String plural() {
        return plural;
    }
}

package io.schemata.migration.error;

/** The kinds of reason for which a command does not do its work. */
public enum ErrorCode {
    /** An option or argument has a value that makes no sense. */
    INVALID_OPTION(Kind.REFUSED),
    /** The registry has no tenant of that name. */
    UNKNOWN_TENANT(Kind.REFUSED),
    /** There is no blueprint of that name, or the subject has none. */
    UNKNOWN_BLUEPRINT(Kind.REFUSED),
    /** A blueprint is not composed as its capabilities need. */
    WRONG_BLUEPRINT(Kind.REFUSED),
    /** A production tenant is selected and the plan was not approved. */
    NOT_APPROVED(Kind.REFUSED),
    /** The tenant's stage does not allow this command. */
    NOT_ALLOWED(Kind.REFUSED),
    /** The tenant has changesets that apply has to make first. */
    PENDING_CHANGES(Kind.REFUSED),
    /** The tenant's adoption has neither come to its end nor been taken back. */
    ADOPTION_UNDER_WAY(Kind.REFUSED),
    /** A numbered changeset reads otherwise than when it was applied. */
    EDITED_CHANGESET(Kind.REFUSED),
    /** A new tenant's schema has objects of its blueprint's names already. */
    IN_THE_WAY(Kind.REFUSED),
    /** A new tenant's blueprint cannot be made in this database: a right or something it needs is missing. */
    NOT_POSSIBLE(Kind.REFUSED),
    /** The database's address cannot be read, or is not for this program. */
    UNREADABLE_ADDRESS(Kind.REFUSED),
    /** The database has no schema of that name. */
    NO_SUCH_SCHEMA(Kind.UNKNOWN),
    /** The database does not hold the structure of this version of the blueprint: apply has not run with it. */
    BLUEPRINT_NOT_APPLIED(Kind.UNKNOWN),
    /** The database refused a statement of a changeset. */
    FAILED_CHANGESET(Kind.UNKNOWN),
    /** The database cannot be connected to. */
    UNREACHABLE_DATABASE(Kind.UNKNOWN),
    /** The database refused a statement or did not answer. */
    DATABASE_ERROR(Kind.UNKNOWN);

    private enum Kind {
        REFUSED,
        UNKNOWN
    }

    private final Kind kind;

    ErrorCode(Kind kind) {
        this.kind = kind;
    }

    /** Whether the command was refused and nothing was changed; otherwise it could not be told. */
    public boolean isRefusal() {
        return kind == Kind.REFUSED;
    }
}

package io.schemata.structure;

import io.schemata.structure.Catalog.Of;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * What is checked of any schema, whatever it is for: the rules of Supabase's own database linter that do not depend on
 * how much is in the tables, and some of ours. Each has its query in a file of its name.
 */
public enum Lint {
    ROW_SECURITY_OFF("row level security is on for every table", Of.ALL_RELATIONS),
    TABLES_WITHOUT_POLICY("every table says by a policy who may see its rows", Of.ALL_RELATIONS),
    POLICIES_WITHOUT_ROW_SECURITY("no policy is idle", Of.ALL_RELATIONS),
    POLICIES_PER_ROW("no policy asks who the caller is row by row", Of.ALL_RELATIONS),
    POLICIES_BY_USER_METADATA("no policy believes what users say of themselves", Of.ALL_RELATIONS),
    POLICIES_FOR_EVERYBODY("every policy names its roles", Of.ALL_RELATIONS),
    POLICIES_LETTING_ALL_WRITE("no policy lets everybody write", Of.ALL_RELATIONS),
    OVERLAPPING_POLICIES("no two policies say the same", Of.ALL_RELATIONS),
    PRIVILEGES_PAST_ROW_SECURITY("nobody may truncate past row level security", Of.ALL_RELATIONS),
    MUTABLE_SEARCH_PATHS("every function has a search_path of its own", Of.ROUTINES),
    OPEN_FUNCTIONS("no function is open to visitors", Of.ROUTINES),
    DEFINER_VIEWS("every view reads as its caller", Of.RELATIONS),
    OPEN_MATERIALIZED_VIEWS("no materialized view is open to callers", Of.RELATIONS),
    EXPOSED_USERS("no view shows auth.users", Of.RELATIONS),
    UNINDEXED_FOREIGN_KEYS("every foreign key has an index", Of.RELATIONS),
    DUPLICATE_INDEXES("no two indexes are the same", Of.RELATIONS),
    UNUSABLE_INDEXES("every index is valid", Of.RELATIONS),
    UNVALIDATED_CONSTRAINTS("every constraint is validated", Of.RELATIONS),
    TABLES_WITHOUT_KEY("every table tells its rows apart", Of.RELATIONS),
    UNSUPPORTED_TYPES("no column stands in the way of an upgrade", Of.RELATIONS),
    DISABLED_TRIGGERS("no trigger is switched off", Of.RELATIONS),
    PRIVILEGED_CALLERS("no caller passes row level security", Of.SCHEMA),
    CREATION_BY_CALLERS("no caller may create here", Of.SCHEMA),
    GENEROUS_DEFAULTS("nothing is given to callers by default", Of.SCHEMA),
    EXTENSIONS_HERE("no extension is installed here", Of.SCHEMA);

    private final String title;
    private final Of of;

    Lint(String title, Of of) {
        this.title = title;
        this.of = of;
    }

    /** What is so where nothing is found. */
    public String title() {
        return title;
    }

    /** What is found, a line each, in the order of names. */
    public List<String> findings(Catalog catalog) throws SQLException {
        String file = "check/%s.sql".formatted(name().toLowerCase(Locale.ROOT));
        return catalog.query(file, of, row -> row.getString(1));
    }
}

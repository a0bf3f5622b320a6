package io.schemata.migration.lint;

import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Catalog.Scope;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/**
 * What is checked of any schema, whatever it is for: most rules of Supabase's own database linter that do not depend on
 * how much is in the tables, and some of ours. Each has its query in a file of its name.
 */
public enum Lint {
    ROW_SECURITY_OFF("row level security is on for every table", Scope.ALL_RELATIONS),
    TABLES_WITHOUT_POLICY("every table says by a policy who may see its rows", Scope.ALL_RELATIONS),
    POLICIES_WITHOUT_ROW_SECURITY("no policy is idle", Scope.ALL_RELATIONS),
    POLICIES_PER_ROW("no policy asks who the caller is row by row", Scope.ALL_RELATIONS),
    POLICIES_BY_USER_METADATA("no policy believes what users say of themselves", Scope.ALL_RELATIONS),
    POLICIES_FOR_EVERYBODY("every policy names its roles", Scope.ALL_RELATIONS),
    POLICIES_LETTING_ALL_WRITE("no policy lets everybody write", Scope.ALL_RELATIONS),
    OVERLAPPING_POLICIES("no role has two policies for one command", Scope.ALL_RELATIONS),
    PRIVILEGES_PAST_ROW_SECURITY("nobody may truncate past row level security", Scope.ALL_RELATIONS),
    MUTABLE_SEARCH_PATHS("every function has a search_path of its own", Scope.ROUTINES),
    OPEN_FUNCTIONS("no function is open to anon", Scope.ROUTINES),
    DEFINER_VIEWS("every view reads as its caller", Scope.RELATIONS),
    OPEN_MATERIALIZED_VIEWS("no materialized view or foreign table is open to callers", Scope.RELATIONS),
    EXPOSED_USERS("no view shows auth.users", Scope.RELATIONS),
    UNINDEXED_FOREIGN_KEYS("every foreign key has an index", Scope.RELATIONS),
    DUPLICATE_INDEXES("no two indexes are the same", Scope.RELATIONS),
    UNUSABLE_INDEXES("every index is valid", Scope.RELATIONS),
    UNVALIDATED_CONSTRAINTS("every constraint is validated", Scope.RELATIONS),
    TABLES_WITHOUT_KEY("every table tells its rows apart", Scope.RELATIONS),
    UNSUPPORTED_TYPES("no column stands in the way of an upgrade", Scope.RELATIONS),
    DISABLED_TRIGGERS("no trigger is switched off", Scope.RELATIONS),
    PRIVILEGED_CALLERS("no caller passes row level security", Scope.SCHEMA),
    CREATION_BY_CALLERS("no caller may create here", Scope.SCHEMA),
    GENEROUS_DEFAULTS("nothing is given to callers by default", Scope.SCHEMA),
    EXTENSIONS_HERE("no extension is installed here", Scope.SCHEMA);

    private final String title;
    private final Scope scope;

    Lint(String title, Scope scope) {
        this.title = title;
        this.scope = scope;
    }

    /** What is so where nothing is found. */
    public String title() {
        return title;
    }

    /** What is found, a line each, in the order of names. */
    public List<String> findings(Catalog catalog) throws SQLException {
        String file = "lint/%s.sql".formatted(name().toLowerCase(Locale.ROOT));
        return catalog.query(file, scope, row -> row.getString(1));
    }
}

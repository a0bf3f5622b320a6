package io.schemata.migration.changelog;

import io.schemata.migration.changelog.ChangelogFile.Include;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import liquibase.changelog.ChangeLogParameters;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.exception.LiquibaseException;
import liquibase.parser.core.formattedsql.FormattedSqlChangeLogParser;

/**
 * The lists of changesets, as many as there are blueprints. Each is read once, so that all tenants of a run get the same, and
 * so is each file of SQL, which several blueprints may name.
 */
public final class Changelogs {
    private static final Map<String, Changelog> READ = new ConcurrentHashMap<>();
    private static final Map<String, List<ChangeSet>> FILES = new ConcurrentHashMap<>();

    /** Nothing in SQL is replaced: it would be by variables of the process, and read otherwise in the next. */
    private static final ChangeLogParameters AS_WRITTEN = new ChangeLogParameters() {
        @Override
        public String expandExpressions(String text, DatabaseChangeLog changelog) {
            return text;
        }
    };

    private Changelogs() {}

    /** Reads one; nothing is asked of a database. */
    public static Changelog read(String file) {
        Changelog known = READ.get(file);
        return known == null ? readAlone(file) : known;
    }

    /** One thread at a time: Liquibase's services are shared by all of a process (liquibase #4376, #7220). */
    private static synchronized Changelog readAlone(String file) {
        return READ.computeIfAbsent(file, Changelogs::parsed);
    }

    private static Changelog parsed(String file) {
        try {
            List<ChangeSet> changesets = new ArrayList<>();
            for (Include include : Composition.of(file).files()) {
                changesets.addAll(changesets(include.path()));
            }
            Changelog changelog = Changelog.of(changesets);
            OwnStatements.require(changelog);
            return changelog;
        } catch (LiquibaseException unreadable) {
            throw new MigrationException(
                    ErrorCode.WRONG_BLUEPRINT, "%s: %s".formatted(file, reason(unreadable)), unreadable);
        }
    }

    private static String reason(Throwable unreadable) {
        Throwable cause = unreadable;
        while (cause.getMessage() == null && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? "Liquibase cannot read one of its files" : cause.getMessage();
    }

    private static List<ChangeSet> changesets(String path) throws LiquibaseException {
        List<ChangeSet> known = FILES.get(path);
        if (known == null) {
            known = new FormattedSqlChangeLogParser()
                    .parse(path, AS_WRITTEN, BlueprintFiles.accessor())
                    .getChangeSets();
            FILES.put(path, known);
        }
        return known;
    }
}

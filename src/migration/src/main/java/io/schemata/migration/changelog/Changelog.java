package io.schemata.migration.changelog;

import java.util.List;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.DatabaseChangeLog;

/** The changesets of a blueprint, in order. */
public record Changelog(List<ChangeSet> changesets, DatabaseChangeLog log) {
    static Changelog of(DatabaseChangeLog log) {
        return new Changelog(log.getChangeSets(), log);
    }
}

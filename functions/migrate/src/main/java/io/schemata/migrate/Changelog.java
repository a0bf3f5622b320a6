package io.schemata.migrate;

import java.util.List;
import liquibase.ChecksumVersion;
import liquibase.change.core.RawSQLChange;
import liquibase.changelog.ChangeSet;

/** The changes of a blueprint, in order. */
record Changelog(List<ChangeSet> changes) {
    static String name(ChangeSet change) {
        return change.getFilePath() + "::" + change.getId();
    }

    static String checksum(ChangeSet change) {
        return change.generateCheckSum(ChecksumVersion.latest()).toString();
    }

    /** The text as it will be sent; a changelog of ours holds raw SQL only. */
    static String sql(ChangeSet change) {
        return change.getChanges().stream()
                .map(RawSQLChange.class::cast)
                .map(RawSQLChange::getSql)
                .reduce("", (before, next) -> before + next.strip() + "\n");
    }
}

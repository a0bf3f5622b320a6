package io.schemata.migrate;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import liquibase.ChecksumVersion;
import liquibase.changelog.ChangeSet;
import liquibase.database.core.PostgresDatabase;
import liquibase.sqlgenerator.SqlGeneratorFactory;

/** The changes of a blueprint, in order. */
record Changelog(List<ChangeSet> changes) {
    /** Where the list of a blueprint's changes stands. */
    static String file(String blueprint) {
        return "db/blueprint/%s.yaml".formatted(blueprint);
    }

    /** Whether there is a blueprint of that name. */
    static boolean isThere(String blueprint) {
        return blueprint.matches("[a-z-]+") && Changelog.class.getClassLoader().getResource(file(blueprint)) != null;
    }

    static String name(ChangeSet change) {
        return change.getFilePath() + "::" + change.getId();
    }

    static String checksum(ChangeSet change) {
        return change.generateCheckSum(ChecksumVersion.latest()).toString();
    }

    /** The text as it will be sent: Liquibase leaves comments out. A changelog of ours holds raw SQL only. */
    static String sql(ChangeSet change) {
        return change.getChanges().stream()
                .flatMap(part -> Stream.of(SqlGeneratorFactory.getInstance().generateSql(part, new PostgresDatabase())))
                .map(statement -> statement.toSql().strip() + "\n")
                .collect(Collectors.joining());
    }
}

package io.schemata.migration.preflight;

import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.changelog.Changesets;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a blueprint has just made in another schema than the one it was made in. Its SQL names a schema then: the next tenant
 * would share that object, or fail.
 */
final class MadeElsewhere {
    private static final String OBJECTS = SqlFile.read("preflight/made_elsewhere.sql");

    private MadeElsewhere() {}

    /** Refuses it, in the savepoint in which the blueprint was made. */
    static void requireNone(Connection connection, Changelog changelog) throws SQLException {
        List<String> objects = FirstColumn.of(connection, OBJECTS);
        if (!objects.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.WRONG_BLUEPRINT,
                    "%s makes %s; a blueprint's SQL names no schema: it runs in the schema of each of its tenants"
                            .formatted(file(changelog, objects.get(0)), String.join(", ", objects)));
        }
    }

    private static String file(Changelog changelog, String object) {
        return changelog.changesets().stream()
                .filter(changeset -> Changesets.sql(changeset).contains(object))
                .map(changeset -> changeset.getFilePath())
                .findFirst()
                .orElse("the blueprint");
    }
}

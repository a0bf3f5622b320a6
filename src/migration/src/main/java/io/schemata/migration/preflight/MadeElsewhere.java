package io.schemata.migration.preflight;

import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.changelog.Changesets;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.structure.SqlFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a blueprint has just made in another schema than the one it was made in, or what of a tenant's it leads to. Its SQL names
 * a schema then: the next tenant would share that object, or fail.
 */
final class MadeElsewhere {
    private static final String OBJECTS = SqlFile.read("preflight/made_elsewhere.sql");
    private static final String OF_TENANTS = SqlFile.read("preflight/other_tenants.sql");
    private static final int MOST_NAMES = 5;

    private MadeElsewhere() {}

    /**
     * Refuses either, in the savepoint in which the blueprint was made.
     *
     * @param schemas those of all tenants
     */
    static void requireNone(Connection connection, Changelog changelog, List<String> schemas) throws SQLException {
        refuse("makes", FirstColumn.of(connection, OBJECTS), changelog);
        refuse(
                "leads to",
                FirstColumn.of(connection, OF_TENANTS, connection.createArrayOf("text", schemas.toArray())),
                changelog);
    }

    private static void refuse(String does, List<String> objects, Changelog changelog) {
        if (!objects.isEmpty()) {
            String names = String.join(", ", objects.subList(0, Math.min(MOST_NAMES, objects.size())));
            throw new MigrationException(
                    ErrorCode.WRONG_BLUEPRINT,
                    "%s %s %s; a blueprint's SQL names no schema: it runs in the schema of each of its tenants"
                            .formatted(file(changelog, objects.get(0)), does, names));
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

package io.schemata.migration.changelog;

import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import liquibase.Liquibase;
import liquibase.exception.LiquibaseException;

/** The lists of changesets, as many as there are blueprints. Each is read once, so that all tenants of a run get the same. */
public final class Changelogs {
    private static final Map<String, Changelog> READ = new ConcurrentHashMap<>();

    private Changelogs() {}

    /** Reads one on a connection in whatever schema; nothing is written. */
    public static Changelog read(String file, Connection connection) throws LiquibaseException {
        Changelog known = READ.get(file);
        if (known == null) {
            known = LiquibaseWork.alone(() -> parsed(file, connection));
            READ.put(file, known);
        }
        return known;
    }

    /** The same on a session, which is in its own schema afterwards. */
    static Changelog read(String file, SchemaSession session) throws LiquibaseException, SQLException {
        Changelog known = READ.get(file);
        if (known == null) {
            known = read(file, session.connection());
            session.connection().setAutoCommit(true); // Liquibase has turned it off
            session.setSearchPath();
        }
        return known;
    }

    private static Changelog parsed(String file, Connection connection) throws LiquibaseException {
        Composition.of(file);
        try {
            Changelog changelog =
                    Changelog.of(new Liquibase(file, BlueprintFiles.accessor(), LiquibaseWork.connected(connection))
                            .getDatabaseChangeLog()
                            .getChangeSets());
            OwnStatements.require(changelog);
            return changelog;
        } catch (LiquibaseException unreadable) {
            throw new MigrationException(
                    ErrorCode.WRONG_BLUEPRINT, "%s: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }
}

package io.schemata.migrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemata.structure.Catalog;
import io.schemata.structure.Structure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;

/**
 * What a schema of each blueprint looks like when it has just been made: kept by the database itself, as it is this
 * server and its extensions that decide how a definition reads. Made in a transaction that is rolled back, so that no
 * such schema is ever there for anybody else.
 */
@ApplicationScoped
public class BlueprintStructures {
    private static final String SCHEMA = "schemata_reference";
    private static final String IS_THERE = "select to_regclass('schemata.blueprint_structures') is not null";
    private static final String FIND =
            "select structure from schemata.blueprint_structures where blueprint = ? and version = ?";
    private static final String KEEP = "insert into schemata.blueprint_structures (blueprint, version, structure)"
            + " values (?, ?, ?::jsonb) on conflict (blueprint) do update"
            + " set version = excluded.version, structure = excluded.structure, made_at = now()";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MigrateConfig config;

    public BlueprintStructures(MigrateConfig config) {
        this.config = config;
    }

    /** That of the blueprint as this program knows it, or nothing where {@code apply} has not been run with it yet. */
    Optional<Structure> find(Connection connection, String blueprint, Changelog changes) throws SQLException {
        if (!isThere(connection)) {
            return Optional.empty();
        }
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, blueprint);
            query.setString(2, BlueprintVersion.of(connection, changes));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(read(row.getString(1))) : Optional.empty();
            }
        }
    }

    /** Sees to it that {@link #find} finds it. */
    void keep(String blueprint) throws SQLException, LiquibaseException {
        try (SchemaSession session = SchemaSession.open(JdbcAddress.of(config.databaseUrl()), SCHEMA)) {
            Connection connection = session.connection();
            Changelog changes = session.changelog(Changelog.file(blueprint));
            connection.setAutoCommit(false);
            if (isThere(connection) && find(connection, blueprint, changes).isEmpty()) {
                session.setLockTimeout(config.lockTimeout());
                Structure structure = made(session, changes);
                connection.rollback();
                write(connection, blueprint, BlueprintVersion.of(connection, changes), structure);
                connection.commit();
            }
        }
    }

    private static Structure made(SchemaSession session, Changelog changes) throws SQLException {
        session.createSchema();
        try (Statement statement = session.connection().createStatement()) {
            for (ChangeSet change : changes.changes()) {
                statement.execute(Changelog.sql(change));
            }
        }
        return Structure.read(Catalog.of(session.connection(), SCHEMA));
    }

    private static void write(Connection connection, String blueprint, String version, Structure structure)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(KEEP)) {
            statement.setString(1, blueprint);
            statement.setString(2, version);
            statement.setString(3, JSON.writeValueAsString(structure));
            statement.execute();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Structure read(String json) {
        try {
            return JSON.readValue(json, Structure.class);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("what is kept of a blueprint cannot be read; run apply", damaged);
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(IS_THERE)) {
            row.next();
            return row.getBoolean(1);
        }
    }
}

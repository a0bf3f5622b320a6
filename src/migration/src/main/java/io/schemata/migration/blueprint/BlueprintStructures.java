package io.schemata.migration.blueprint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.schemata.migration.changelog.BlueprintFiles;
import io.schemata.migration.changelog.Changelogs;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.structure.Structure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The structure of a new schema of each blueprint. The database itself stores it, as this server and its extensions decide
 * how a definition reads. It is made in a transaction that is rolled back, so that nobody else ever sees such a schema.
 */
@ApplicationScoped
public class BlueprintStructures {
    private static final String IS_THERE = "select to_regclass('schemata.blueprint_structures') is not null";
    private static final String FIND =
            "select structure from schemata.blueprint_structures where blueprint = ? and version = ?";
    private static final String FIND_ALL =
            "select structure::text from schemata.blueprint_structures where blueprint = ?";
    private static final String KEEP = "insert into schemata.blueprint_structures (blueprint, version, structure)"
            + " values (?, ?, ?::jsonb) on conflict (blueprint, version) do update"
            + " set structure = excluded.structure, made_at = now()";

    private static final String DAMAGED = "the stored structure of a blueprint cannot be read; run apply";

    /** While it is made, sign-ups wait; while it waits for one, all later ones would. The next apply tries again. */
    private static final Duration SHORT_WAIT = Duration.ofMillis(500);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> versions = new ConcurrentHashMap<>();

    /** The structure of this program's version of the blueprint, or nothing before {@code apply} has run with it. */
    public Optional<Structure> find(Connection connection, String blueprint) throws SQLException {
        Optional<String> kept = kept(connection, blueprint);
        return kept.isEmpty() ? Optional.empty() : Optional.of(read(kept.get()));
    }

    /** The structure of another version, of those that were applied here. */
    public static Optional<Structure> find(Connection connection, String blueprint, String version)
            throws SQLException {
        return kept(connection, blueprint, version).map(BlueprintStructures::read);
    }

    /** The structures of all its versions that were applied here. */
    public static List<Structure> findAll(Connection connection, String blueprint) throws SQLException {
        return FirstColumn.of(connection, FIND_ALL, blueprint).stream()
                .map(BlueprintStructures::read)
                .toList();
    }

    /** The same, or {@code BLUEPRINT_NOT_APPLIED}. */
    public Structure require(Connection connection, String blueprint) throws SQLException {
        return find(connection, blueprint)
                .orElseThrow(() -> new MigrationException(
                        ErrorCode.BLUEPRINT_NOT_APPLIED,
                        "the database does not know this version of the blueprint '%s' yet: run apply"
                                .formatted(blueprint)));
    }

    /**
     * Stores the structure that {@link #find} reads, where it is not stored yet.
     *
     * @param made the structure where it has just been made, or null
     */
    public void store(String blueprint, Structure made) throws SQLException {
        try (SchemaSession session = SchemaSession.open(JdbcAddress.configured(), ReferenceSchema.NAME)) {
            session.setLockTimeout(JdbcAddress.LONGEST_LOOK);
            Connection connection = session.connection();
            String version = version(connection, blueprint);
            connection.setAutoCommit(false);
            if (isThere(connection) && !isStored(connection, blueprint)) {
                Structure structure = made == null ? make(session, blueprint) : made;
                write(connection, blueprint, version, structure);
                connection.commit();
            }
        }
    }

    private static Structure make(SchemaSession session, String blueprint) throws SQLException {
        session.setLockTimeout(SHORT_WAIT);
        LiquibaseRun liquibase = LiquibaseRun.of(session, BlueprintFiles.changelog(blueprint));
        Structure structure = ReferenceSchema.make(session.connection(), liquibase.changelog());
        session.connection().rollback();
        return structure;
    }

    /** Whether {@link #find} would find it; one that cannot be read counts as missing. */
    public boolean isStored(Connection connection, String blueprint) throws SQLException {
        try {
            return find(connection, blueprint).isPresent();
        } catch (IllegalStateException damaged) {
            return false;
        }
    }

    private Optional<String> kept(Connection connection, String blueprint) throws SQLException {
        if (!isThere(connection)) {
            return Optional.empty();
        }
        return kept(connection, blueprint, version(connection, blueprint));
    }

    private static Optional<String> kept(Connection connection, String blueprint, String version) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, blueprint);
            query.setString(2, version);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** This program's version of the blueprint. */
    public String version(Connection connection, String blueprint) throws SQLException {
        String known = versions.get(blueprint);
        if (known == null) {
            known = BlueprintVersion.of(connection, Changelogs.read(BlueprintFiles.changelog(blueprint)));
            versions.put(blueprint, known);
        }
        return known;
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
            Structure structure = JSON.readValue(json, Structure.class);
            if (structure.schema() == null || structure.items() == null) {
                throw new IllegalStateException(DAMAGED);
            }
            return structure;
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException(DAMAGED, damaged);
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

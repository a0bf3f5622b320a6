package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.migration.alter.Alteration;
import io.schemata.migration.alter.Alterer;
import io.schemata.migration.blueprint.BlueprintStructures;
import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Dependencies;
import io.schemata.migration.structure.Script;
import io.schemata.migration.structure.Structure;
import io.schemata.schema.Migrated;
import io.schemata.testing.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A schema becomes like another by the statements that are found for it. */
@Tag("sql")
@ExtendWith(Migrated.class)
class AlterationIT {
    private static final String SCHEMA = "video_alpha";
    private static final String ALTERED = "altered";
    private static final int SEEDS = Integer.getInteger("schemata.mutations", 5);
    private static final int MUTATIONS = 6;

    private static Structure blueprint;

    @BeforeAll
    static void knowTheBlueprint() throws Exception {
        try (Connection owner = Database.owner("public")) {
            blueprint = new BlueprintStructures().find(owner, "video-studio").orElseThrow();
        }
    }

    @RegisterExtension
    private final RolledBack owner = new RolledBack(SCHEMA);

    static Stream<Fault> faults() {
        return Fault.ALL.stream();
    }

    static Stream<String> schemas() {
        return Stream.concat(Migrated.BLUEPRINTS.values().stream().sorted(), Stream.of("somebody_elses"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsTakenAway(Fault fault) throws SQLException {
        Database.execute(owner.connection(), fault.sql());
        alter(SCHEMA, blueprint);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aSchemaBecomesAnyOther(String schema) throws SQLException, IOException {
        makeSomebodyElses();
        for (String other : schemas().toList()) {
            Savepoint before = owner.connection().setSavepoint();
            copy(schema);
            alter(ALTERED, ordered(other));
            owner.connection().rollback(before);
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aSchemaIsAsItWasAfterRandomChanges(String schema) throws SQLException, IOException {
        makeSomebodyElses();
        copy(schema);
        Structure should = ordered(ALTERED);
        for (int seed = 0; seed < SEEDS; seed++) {
            Savepoint before = owner.connection().setSavepoint();
            List<String> changes = Mutation.of(owner.connection(), MUTATIONS, seed);
            try {
                alter(ALTERED, should);
            } catch (SQLException | AssertionError failure) {
                throw new AssertionError(seed + ": " + changes + "\n" + failure.getMessage(), failure);
            }
            owner.connection().rollback(before);
        }
    }

    private void alter(String schema, Structure should) throws SQLException {
        Catalog catalog = Catalog.of(owner.connection(), schema);
        Alteration alteration = Alterer.of(catalog, Structure.read(catalog), should, Set.of());
        assertEquals(Map.of(), alteration.impossible());
        try (Statement statement = owner.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("set local check_function_bodies = off");
            for (Alteration.Statement one : alteration.all().toList()) {
                run(statement, one, alteration);
            }
        }
        List<Comparison.Difference> left =
                Comparison.of(should, Structure.read(Catalog.of(owner.connection(), schema)));
        assertEquals(List.of(), left, alteration::sql);
    }

    private static void run(Statement statement, Alteration.Statement one, Alteration alteration) throws SQLException {
        try {
            statement.execute(one.sql());
        } catch (SQLException failure) {
            throw new SQLException(
                    "%s\n%s\n-- all:\n%s".formatted(failure.getMessage(), one.sql(), alteration.sql()), failure);
        }
    }

    private Structure ordered(String schema) throws SQLException {
        Catalog catalog = Catalog.of(owner.connection(), schema);
        Structure structure = Structure.read(catalog);
        return structure.inOrder(Dependencies.of(catalog, structure));
    }

    private void copy(String schema) throws SQLException {
        String script = Script.of(Catalog.of(owner.connection(), schema), ALTERED);
        try (Statement statement = owner.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(script);
            statement.execute("set search_path = " + ALTERED);
        }
    }

    private void makeSomebodyElses() throws SQLException, IOException {
        try (InputStream file = AlterationIT.class.getResourceAsStream("/somebody-elses.sql");
                Statement statement = owner.connection().createStatement()) {
            statement.execute("create schema somebody_elses; set local search_path = somebody_elses");
            statement.execute(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}

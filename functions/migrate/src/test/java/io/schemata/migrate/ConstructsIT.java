package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Comparison.Difference;
import io.schemata.migration.structure.Script;
import io.schemata.migration.structure.Structure;
import io.schemata.schema.Migrated;
import io.schemata.testing.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A copy of a schema has all that the schema has, needs nothing of it, and works on itself. */
@Tag("sql")
@ExtendWith(Migrated.class)
class ConstructsIT {
    @RegisterExtension
    private final RolledBack owner = new RolledBack("public");

    static Stream<Construct> constructs() throws IOException {
        return Construct.all();
    }

    @ParameterizedTest
    @MethodSource("constructs")
    void isCarriedOverOrSaid(Construct construct) throws SQLException {
        execute("create schema source; set local search_path = source; " + construct.sql());
        String script = Script.of(Catalog.of(owner.connection(), "source"), "copy");
        execute(script);

        Structure copy = structure("copy");
        List<Difference> differences = Comparison.of(structure("source"), copy);
        if (construct.said() == null) {
            assertEquals(List.of(), differences, script);
        } else {
            assertTrue(script.contains("-- Not in here: " + construct.said()), script);
            assertEquals(
                    List.of(construct.said()),
                    differences.stream().map(Difference::name).toList(),
                    script);
        }
        assertTrue(script.contains(construct.remark()), script);
        execute("drop schema source cascade");
        assertEquals(List.of(), Comparison.of(copy, structure("copy")), script);
        if (construct.probe() != null) {
            execute("set local search_path = copy");
            Object answer =
                    Database.rows(owner.connection(), construct.probe()).get(0).get(0);
            assertEquals(construct.answer(), String.valueOf(answer), script);
        }
    }

    private Structure structure(String schema) throws SQLException {
        return Structure.read(Catalog.of(owner.connection(), schema));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = owner.connection().createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}

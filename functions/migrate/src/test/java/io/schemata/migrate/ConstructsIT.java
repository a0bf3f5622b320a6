package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Comparison.Difference;
import io.schemata.migration.structure.QuickStructure;
import io.schemata.migration.structure.Script;
import io.schemata.migration.structure.Structure;
import io.schemata.schema.Migrated;
import io.schemata.testing.Database;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A copy of a schema has all that the schema has, needs nothing of it, and works on itself. */
@Tag("sql")
@ExtendWith(Migrated.class)
class ConstructsIT {
    private static final String WITH_EXTENSIONS = """
            create schema source; set local search_path = source;
            create extension citext schema source; create extension ltree schema source; create extension pg_trgm schema source;
            create table t (email citext primary key check (email <> 'none'), path ltree not null);
            create index on t using gin (email gin_trgm_ops);
            create index on t using gist (path);
            create view v as select email, path || 'x' as longer from t where email % 'bee' and path <@ 'a';
            create function is_near(a citext, b text) returns boolean language sql begin atomic select a % b; end;
            create function note() returns trigger language plpgsql as 'begin return new; end';
            create trigger w before update on t for each row when (old.email is distinct from new.email) execute function note();
            alter table t enable row level security;
            create policy p on t using (email = 'bee');
            """;

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
        construct.said().forEach(what -> assertTrue(script.contains("-- Not in here: " + what), script));
        List<Difference> unsaid = differences.stream()
                .filter(found -> construct.said().stream()
                        .noneMatch(what -> what.endsWith(found.name()) || what.contains(found.name() + ": it needs ")))
                .toList();
        assertEquals(List.of(), unsaid, script);
        assertEquals(List.of(), Comparison.of(structure("source"), quick("source")), "read quickly it is the same");
        assertEquals(construct.said().size(), differences.size(), script);
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

    @Test
    void anExtensionInTheSchemaComesAlongIntoAnotherDatabase() throws SQLException {
        execute(WITH_EXTENSIONS);
        String script = Script.of(Catalog.of(owner.connection(), "source"), "copy");
        Database.execute("public", "create database copies template template0");
        try (Connection copies = RolledBack.simple(Database.ownerUrl().replaceFirst("/postgres$", "/copies"))) {
            try (Statement statement = copies.createStatement()) {
                copies.setAutoCommit(false);
                statement.execute(script);
            }
            assertEquals(
                    List.of(), Comparison.of(structure("source"), Structure.read(Catalog.of(copies, "copy"))), script);
        } finally {
            Database.execute("public", "drop database copies");
        }
    }

    @Test
    void anExtensionInTheSchemaStaysWhereItIsInTheSameDatabase() throws SQLException {
        execute(WITH_EXTENSIONS);
        execute(Script.of(Catalog.of(owner.connection(), "source"), "copy"));
        List<String> differences = Comparison.of(structure("source"), structure("copy")).stream()
                .map(Difference::name)
                .toList();
        assertTrue(differences.containsAll(List.of("citext", "ltree", "pg_trgm")), differences::toString);
        execute("set local search_path = copy, source; insert into t values ('Bee', 'a.b')");
        assertEquals(
                List.of(List.of(1L)),
                Database.rows(owner.connection(), "select count(*) from t where email = 'bEE' and path <@ 'a'"));
    }

    private Structure quick(String schema) throws SQLException {
        return QuickStructure.read(owner.connection(), Catalog.of(owner.connection(), schema), false)
                .structure();
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

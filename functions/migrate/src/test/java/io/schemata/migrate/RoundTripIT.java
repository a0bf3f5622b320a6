package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.migration.structure.Catalog;
import io.schemata.migration.structure.Comparison;
import io.schemata.migration.structure.Diagram;
import io.schemata.migration.structure.Script;
import io.schemata.migration.structure.Structure;
import io.schemata.schema.Migrated;
import io.schemata.testing.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is extracted makes the same again, and what is the same compares as the same. */
@Tag("sql")
@ExtendWith(Migrated.class)
class RoundTripIT {
    private static final String REPLAYED = "replayed";

    @RegisterExtension
    private final RolledBack owner = new RolledBack("public");

    static Stream<String> schemas() {
        return Stream.concat(Migrated.BLUEPRINTS.values().stream(), Stream.of("public"));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aTenantIsMadeAgain(String schema) throws SQLException {
        assertRoundTrip(schema);
    }

    @Test
    void aSchemaThatIsNoneOfOursIsMadeAgain() throws SQLException, IOException {
        make("somebody_elses", somebodyElses());
        assertRoundTrip("somebody_elses");
    }

    @Test
    void aSchemaIsMadeAgainUnderANameThatNeedsQuotes() throws SQLException, IOException {
        make("somebody_elses", somebodyElses());
        replay("somebody_elses", "Some \"odd\" name");
        assertEquals(List.of(), differences("somebody_elses", "Some \"odd\" name"));
    }

    @Test
    void theScriptOfTheSameStructureIsTheSame() throws SQLException {
        String script = Script.of(Catalog.of(owner.connection(), "video_alpha"), REPLAYED);
        assertEquals(
                script.lines().skip(1).toList(),
                scriptOf("video_beta").lines().skip(1).toList());
        assertTrue(script.contains("create table jobs ("), script);
    }

    @Test
    void theOrderInWhichThingsWereMadeIsNoDifference() throws SQLException {
        make(
                "first",
                "create table a (x int, y text); create table b (z int); create index i on a (x); create index j on a (y)");
        make(
                "second",
                "create table b (z int); create table a (y text, x int); create index j on a (y); create index i on a (x)");
        assertEquals(List.of(), differences("first", "second"));
    }

    @Test
    void aSchemasOwnNameIsNoDifference() throws SQLException {
        String text = "create table a (id int default nextval('%1$s.numbers')); "
                + " create function f() returns bigint language plpgsql set search_path = '%1$s', pg_temp as"
                + " $$ begin return (select count(*) from %1$s.a where to_regclass('%1$s.a') is not null"
                + " and current_schema() = '%1$s'); end $$";
        make("first", "create sequence numbers; " + text.formatted("first"));
        make("second", "create sequence numbers; " + text.formatted("second"));
        assertEquals(List.of(), differences("first", "second"));
    }

    @Test
    void anotherSchemasNameIsADifference() throws SQLException {
        make(
                "first",
                "create function f() returns int language plpgsql as $$ begin return (select 1 from public.jobs); end $$");
        make(
                "second",
                "create function f() returns int language plpgsql as $$ begin return (select 1 from first.jobs); end $$");
        assertEquals(List.of("f()"), differences("first", "second"));
    }

    @Test
    void whatWorksOnAnotherSchemaIsADifferenceEvenIfItReadsTheSame() throws SQLException {
        String same = "create table a (id int); create function f() returns void language plpgsql set search_path = ''"
                + " as 'begin delete from first.a; end'; create function g() returns void language plpgsql"
                + " set search_path = first as 'begin delete from a; end'";
        make("first", same);
        make("second", same);
        assertEquals(List.of("f()", "g()"), differences("first", "second"));
    }

    @Test
    void aTextThatIsTheSchemasNameIsATextInTypesAndChecks() throws SQLException {
        String text = "create type stage as enum ('%1$s', 'other'); create table a (b text check (b <> '%1$s'))";
        make("first", text.formatted("first"));
        make("second", text.formatted("second"));
        assertEquals(List.of("stage", "a.a_b_check"), differences("first", "second"));
    }

    @Test
    void aSchemaCalledLikeATableOfItsOwnIsMadeAgain() throws SQLException {
        make(
                "orders",
                "create type status as enum ('new'); create table orders (id int primary key, status status);"
                        + " create view open_orders as select orders.status from orders;"
                        + " alter table orders enable row level security;"
                        + " create policy p on orders for select using (orders.status = 'new');"
                        + " create function f() returns bigint language plpgsql set search_path from current as"
                        + " $$ begin return (select count(*) from orders where orders.status = '@schema@'); end $$");
        assertRoundTrip("orders");
    }

    @Test
    void whatIsLeftOutIsSaid() throws SQLException {
        make(
                "first",
                "create conversion \"odd\nselect\" for 'UTF8' to 'LATIN1' from utf8_to_iso8859_1; create table a (id int)");
        assertTrue(scriptOf("first").contains("\n-- Not in here: conversion \"odd select\"\n"), scriptOf("first"));
        replay("first", REPLAYED);
        assertEquals(List.of("conversion \"odd select\""), differences("first", REPLAYED));
    }

    @Test
    void aDiagramCallsTablesByTheirNames() throws SQLException, IOException {
        make("somebody_elses", somebodyElses());
        String diagram = Diagram.of(Catalog.of(owner.connection(), "somebody_elses"));
        assertTrue(diagram.contains("  \"Customers\" |o--o{ \"invoices\" : \"customer_id\"\n"), diagram);
    }

    private void assertRoundTrip(String schema) throws SQLException {
        replay(schema, REPLAYED);
        assertEquals(List.of(), differences(schema, REPLAYED));
        assertEquals(
                Structure.read(Catalog.of(owner.connection(), schema)).items().size(),
                Structure.read(Catalog.of(owner.connection(), REPLAYED)).items().size());
    }

    private void replay(String schema, String name) throws SQLException {
        Database.execute(owner.connection(), Script.of(Catalog.of(owner.connection(), schema), name));
    }

    private String scriptOf(String schema) throws SQLException {
        return Script.of(Catalog.of(owner.connection(), schema), REPLAYED);
    }

    private List<String> differences(String left, String right) throws SQLException {
        Structure one = Structure.read(Catalog.of(owner.connection(), left));
        return Comparison.of(one, Structure.read(Catalog.of(owner.connection(), right))).stream()
                .map(Comparison.Difference::name)
                .toList();
    }

    private void make(String schema, String sql) throws SQLException {
        Database.execute(owner.connection(), "create schema " + schema);
        Database.execute(owner.connection(), "set local search_path = " + schema);
        Database.execute(owner.connection(), sql);
    }

    private static String somebodyElses() throws IOException {
        try (InputStream file = RoundTripIT.class.getResourceAsStream("/somebody-elses.sql")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.migration.changelog.Capability;
import io.schemata.migration.changelog.Composition;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import io.schemata.registry.ProjectFolder;
import io.schemata.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A blueprint that lacks what its capabilities need is refused by name, before a database is asked. */
class CompositionTest {
    private static final String BLUEPRINT = "blueprints/shop.yaml";

    @TempDir
    private Path folder;

    @BeforeEach
    void useTheFolderAsProject() throws IOException {
        System.setProperty(ProjectFolder.PROPERTY, folder.toString());
        Files.createDirectories(folder.resolve("blueprints/shop"));
        Files.writeString(
                folder.resolve("schemata.yaml"), "tenants: {shop: {schema: s, blueprint: shop, stage: test}}");
        writeSql("--liquibase formatted sql\n--changeset shop:001-orders\nselect 1;");
    }

    @AfterEach
    void forgetTheProject() {
        System.clearProperty(ProjectFolder.PROPERTY);
    }

    /** The names in the first column are capabilities, or files of the folder's own. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            caller profiles sign-ups               | blueprints/shop.yaml has to begin with the capability tenant: - include: {file: db/capability/tenant.yaml}
            shop/001-orders.sql tenant sign-ups    | blueprints/shop.yaml:3: tenant has to come first
            tenant profiles                        | blueprints/shop.yaml lacks the capability sign-ups, which sets new users up and cleans up: - include: {file: db/capability/sign-ups.yaml}
            tenant credits sign-ups                | blueprints/shop.yaml:3: credits needs caller before it: - include: {file: db/capability/caller.yaml}
            tenant credits caller sign-ups         | blueprints/shop.yaml:3: credits needs caller before it: - include: {file: db/capability/caller.yaml}
            tenant drafts sign-ups                 | blueprints/shop.yaml:3: drafts needs caller before it: - include: {file: db/capability/caller.yaml}
            tenant links sign-ups                  | blueprints/shop.yaml:3: links needs caller before it: - include: {file: db/capability/caller.yaml}
            tenant profiles profiles sign-ups      | blueprints/shop.yaml:4: profiles is included twice
            tenant credit sign-ups                 | blueprints/shop.yaml:3: there is no file 'db/capability/credit.yaml'; did you mean 'db/capability/credits.yaml'?
            tenant shop/001-order.sql sign-ups     | blueprints/shop.yaml:3: there is no file 'blueprints/shop/001-order.sql'; did you mean 'blueprints/shop/001-orders.sql'?
            tenant shop/somewhere.sql sign-ups     | blueprints/shop.yaml:3: there is no file 'blueprints/shop/somewhere.sql'
            §§                                     | blueprints/shop.yaml has to begin with the capability tenant: - include: {file: db/capability/tenant.yaml}
            """)
    void aWrongCompositionIsNamed(String parts, String said) throws IOException {
        List<String> entries = Stream.of(parts.split(" "))
                .filter(part -> !part.isEmpty())
                .map(CompositionTest::include)
                .toList();
        assertRefused(said, "databaseChangeLog:" + (entries.isEmpty() ? " []" : "\n" + String.join("\n", entries)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            capability: {}              | blueprints/shop.yaml has no list 'databaseChangeLog'
            databaseChangeLog: tenant   | blueprints/shop.yaml has no list 'databaseChangeLog'
            databaseChangeLog: [§§      | blueprints/shop.yaml:1: expected the node content, but found '<stream end>'
            something: else             | blueprints/shop.yaml:1: a list of files has the key 'databaseChangeLog' alone
            databaseChangeLog: [tenant] | blueprints/shop.yaml:1: an entry is '- include: {file: <path>}'
            databaseChangeLog: [includ: {file: db/capability/tenant.yaml}]   | blueprints/shop.yaml:1: an entry is '- include: {file: <path>}'
            databaseChangeLog: [include: {fil: db/capability/tenant.yaml}]   | blueprints/shop.yaml:1: an entry is '- include: {file: <path>}'
            databaseChangeLog: [include: {file: a, contxt: b}]               | blueprints/shop.yaml:1: an entry is '- include: {file: <path>}'
            databaseChangeLog: [include: db/capability/tenant.yaml]          | blueprints/shop.yaml:1: an entry is '- include: {file: <path>}'
            databaseChangeLog: [changeSet: {id: 1, author: a}]               | blueprints/shop.yaml:1: an entry is '- include: {file: <path>}'
            databaseChangeLog: [include: {file: tenant}]                     | blueprints/shop.yaml:1: there is no file 'tenant'; did you mean 'db/capability/tenant.yaml'?
            databaseChangeLog: [include: {file: db/capability/credits}]      | blueprints/shop.yaml:1: there is no file 'db/capability/credits'; did you mean 'db/capability/credits.yaml'?
            databaseChangeLog: [include: {file: 001-orders.sql}]             | blueprints/shop.yaml:1: there is no file '001-orders.sql'; did you mean 'blueprints/shop/001-orders.sql'?
            """)
    void whatIsNoListIsNamed(String text, String said) throws IOException {
        assertRefused(said, text.replace("§§", ""));
    }

    /** What would never run, and say so nowhere. Lines are separated by |. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '§', textBlock = """
            create table a (id int)                                            ; blueprints/shop/001-orders.sql:1: a file of SQL begins with the line '--liquibase formatted sql', and nothing behind it
            --liquibase formated sql|--changeset a:b|select 1                  ; blueprints/shop/001-orders.sql:1: a file of SQL begins with the line '--liquibase formatted sql', and nothing behind it
            §§                                                                 ; blueprints/shop/001-orders.sql has nothing to apply: its first line is '--liquibase formatted sql', and a line '--changeset <author>:<name>' begins each change
            --liquibase formatted sql|-- nothing yet                           ; blueprints/shop/001-orders.sql has nothing to apply: its first line is '--liquibase formatted sql', and a line '--changeset <author>:<name>' begins each change
            --liquibase formatted sql||select 1|--changeset a:b|select 2       ; blueprints/shop/001-orders.sql:3: this stands before the first '--changeset <author>:<name>', and would never run
            --liquibase formatted sql|--changeset 002|select 1                 ; blueprints/shop/001-orders.sql:2: a change begins with the line '--changeset <author>:<name>'
            --liquibase formatted sql|--changeset a:b runOnChnage:true|select 1 ; blueprints/shop/001-orders.sql:2: behind its name a change may have runOnChange, runInTransaction, splitStatements, stripComments and endDelimiter alone
            --liquibase formatted sql|--changeset a:b|--preconditions onFail:MARK_RAN|select 1 ; blueprints/shop/001-orders.sql:3: a change has no preconditions: each tenant gets the same
            --liquibase formatted sql|--changeset a:b context:test|select 1    ; blueprints/shop/001-orders.sql:2: behind its name a change may have runOnChange, runInTransaction, splitStatements, stripComments and endDelimiter alone
            --liquibase formatted sql logicalFilePath:b.sql|--changeset a:b|select 1 ; blueprints/shop/001-orders.sql:1: a file of SQL begins with the line '--liquibase formatted sql', and nothing behind it
            --liquibase formatted sql|--property name:a value:b|--changeset a:b|select 1 ; blueprints/shop/001-orders.sql:2: there are no properties: the SQL runs as it is written
            --liquibase formatted sql|--changeset a:b|--ignoreLines:start|select 1 ; blueprints/shop/001-orders.sql:3: what is ignored would never run: take it out
            --liquibase formatted sql|--changeset a:b|select 1|--changeset c:b ; blueprints/shop/001-orders.sql:4: there is a change 'b' in this file already
            """)
    void aFileOfSqlOfWhichSomethingWouldNeverRunIsNamed(String lines, String said) throws IOException {
        writeSql(lines.replace('|', '\n'));
        assertRefused(said, "databaseChangeLog:\n" + include("tenant") + "\n" + include("shop/001-orders.sql"));
    }

    @Test
    void aNameThatDoesNotFitIntoTheHistoryIsRefused() throws IOException {
        writeSql("--liquibase formatted sql\n--changeset a:%s\nselect 1;".formatted("b".repeat(256)));
        assertRefused(
                "blueprints/shop/001-orders.sql:2: the name of a change has up to 255 characters",
                "databaseChangeLog:\n" + include("tenant") + "\n" + include("shop/001-orders.sql"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop/001-orders.sql", "shop/../shop/001-orders.sql", "./shop/001-orders.sql"})
    void aFileThatIsNamedTwiceIsRefused(String again) throws IOException {
        writeSql("--liquibase formatted sql\n--changeset a:b\nselect 1;");
        Files.writeString(
                folder.resolve(BLUEPRINT),
                "databaseChangeLog:\n" + include("tenant") + "\n" + include("shop/001-orders.sql") + "\n"
                        + include(again));
        MigrationException refused = assertThrows(MigrationException.class, () -> Composition.of(BLUEPRINT));
        assertTrue(refused.getMessage().endsWith("001-orders.sql is included twice"), refused::getMessage);
    }

    @Test
    void remarksMayStandBeforeTheFirstChange() throws IOException {
        writeSql(
                "\n-- liquibase formatted sql\n-- Orders.\n/* And\nmore. */\n--changeset a:b runOnChange:true\nselect 1;");
        Files.writeString(
                folder.resolve(BLUEPRINT),
                "databaseChangeLog:\n" + include("tenant") + "\n" + include("shop/001-orders.sql") + "\n"
                        + include("sign-ups"));
        assertTrue(Composition.of(BLUEPRINT).has("sign-ups"));
    }

    @Test
    void aListThatIncludesItselfIsRefused() throws IOException {
        assertRefused("blueprints/shop.yaml includes itself", "databaseChangeLog:\n" + include("shop.yaml"));
    }

    @Test
    void eachOfOursIsComposedAsItsCapabilitiesNeed() throws IOException {
        Path ours = Program.root().resolve("src/schema/src/main/resources");
        try (Stream<Path> files = Files.list(ours.resolve("db/blueprint"))) {
            List<String> blueprints =
                    files.map(file -> ours.relativize(file).toString()).toList();
            assertTrue(blueprints.size() > 6, blueprints::toString);
            blueprints.forEach(Composition::of);
        }
    }

    @Test
    void eachCapabilityTellsWhatItHoldsAndWhatItNeeds() {
        List<Capability> all = Capability.all();
        List<String> names = all.stream().map(Capability::name).toList();
        assertTrue(names.containsAll(List.of("tenant", "credits", "sign-ups")), names::toString);
        assertTrue(all.stream().noneMatch(capability -> capability.holds().equals("null")));
        assertTrue(names.containsAll(
                all.stream().flatMap(capability -> capability.needs().stream()).toList()));
    }

    private void assertRefused(String said, String text) throws IOException {
        Files.writeString(folder.resolve(BLUEPRINT), text);
        MigrationException refused = assertThrows(MigrationException.class, () -> Composition.of(BLUEPRINT));
        assertEquals(said, refused.getMessage());
        assertEquals(ErrorCode.WRONG_BLUEPRINT, refused.code());
    }

    private void writeSql(String text) throws IOException {
        Files.writeString(folder.resolve("blueprints/shop/001-orders.sql"), text);
    }

    private static String include(String part) {
        String file = part.contains(".") ? "blueprints/" + part : "db/capability/%s.yaml".formatted(part);
        return "  - include: {file: %s}".formatted(file);
    }
}

package io.schemata.migrate.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.migration.report.ComparedSchemas;
import io.schemata.migration.structure.Comparison.Difference;
import io.schemata.migration.structure.ObjectKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** What a comparison looks like at a terminal, and elsewhere. */
class ComparisonTextTest {
    private static final List<Difference> DIFFERENCES = List.of(
            new Difference(ObjectKind.TABLE, "jobs", "create table jobs (…)", null),
            new Difference(ObjectKind.COLUMN, "jobs.id", "id uuid", null),
            new Difference(ObjectKind.COLUMN, "users.name", "name text", "name text not null"),
            new Difference(ObjectKind.INDEX, "by_name", null, "CREATE INDEX by_name ON users USING btree (name)"));

    @Test
    void isPlainAndAlignedWhereNobodyLooks() {
        assertEquals("""
                tables
                  - jobs        only in one
                columns
                  ~ users.name
                      -name text
                      +name text not null
                indexes
                  + by_name     only in two
                one and two: 3 differences
                """, shown(Ansi.OFF));
    }

    @Test
    void isColouredAtATerminal() {
        assertEquals("\u001B[31m  - jobs      \u001B[0m  only in one", coloured(1));
        assertEquals("\u001B[31m      -name text\u001B[0m", coloured(4));
        assertEquals("\u001B[32m      +name text not null\u001B[0m", coloured(5));
    }

    private static String coloured(int line) {
        return shown(Ansi.ON).lines().toList().get(line);
    }

    private static String shown(Ansi ansi) {
        StringWriter text = new StringWriter();
        CommandLine line = new CommandLine(new CompareCommand())
                .setOut(new PrintWriter(text, true))
                .setColorScheme(Help.defaultColorScheme(ansi));
        ComparisonText.show(new Terminal(line, false), new ComparedSchemas("one", "two", DIFFERENCES));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}

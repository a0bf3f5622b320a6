package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.structure.Comparison.Difference;
import io.schemata.structure.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** What a comparison looks like at a terminal, and elsewhere. */
class ComparisonOutputTest {
    private static final List<Difference> DIFFERENCES = List.of(
            new Difference(Kind.TABLE, "jobs", "create table jobs (…)", null),
            new Difference(Kind.COLUMN, "jobs.id", "id uuid", null),
            new Difference(Kind.COLUMN, "users.name", "name text", "name text not null"),
            new Difference(Kind.INDEX, "by_name", null, "CREATE INDEX by_name ON users USING btree (name)"));

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
        ComparisonOutput.show(new Output(line, false), new Report.Compared("one", "two", DIFFERENCES));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}

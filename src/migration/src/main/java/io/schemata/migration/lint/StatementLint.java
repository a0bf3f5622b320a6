package io.schemata.migration.lint;

import io.schemata.migration.changelog.Changesets;
import io.schemata.migration.report.Warning;
import io.schemata.migration.structure.PlainStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;

/** Warns of pending changes that destroy rows, rewrite a table, or make others wait. Tables that the same changes make are new. */
public final class StatementLint {
    /** One that is made only where it is not there may be there, with rows. */
    private static final Pattern CREATED = Pattern.compile("create (?:unlogged )?table (?!if not exists )([^ ]+) .*");

    private static final Pattern ON_TABLE =
            Pattern.compile("(?:alter table (?:if exists )?(?:only )?|delete from (?:only )?|update (?:only )?"
                    + "|create (?:unique )?index (?:.*? )?on (?:only )?|lock table )([^ ]+).*");

    /** These take a list. */
    private static final Pattern ON_TABLES = Pattern.compile(
            "(?:drop table (?:if exists )?|truncate (?:table )?(?:only )?)(.*?)(?: restart .*| continue .*| cascade| restrict)? ?;?");

    private StatementLint() {}

    /** The warnings of pending changesets: one for each statement, the worst, in the order of the statements. */
    public static List<Warning> of(List<ChangeSet> pending) throws SQLException {
        Set<String> created = new HashSet<>();
        List<Warning> warnings = new ArrayList<>();
        for (ChangeSet changeset : pending) {
            warnings.addAll(of(Changesets.name(changeset), Changesets.statements(changeset), created));
        }
        return warnings;
    }

    /** The warnings of one change. */
    public static List<Warning> of(String change, List<String> statements) {
        return of(change, statements, new HashSet<>());
    }

    private static List<Warning> of(String change, List<String> statements, Set<String> created) {
        List<Warning> warnings = new ArrayList<>();
        for (String sql : statements) {
            String statement = PlainStatement.of(sql);
            Matcher creation = CREATED.matcher(statement);
            if (creation.matches()) {
                created.add(creation.group(1));
            } else if (!isOnNewTable(statement, created)) {
                Arrays.stream(StatementEffect.values())
                        .filter(effect -> effect.isOf(statement))
                        .findFirst()
                        .filter(effect -> effect != StatementEffect.NOTHING)
                        .ifPresent(effect ->
                                warnings.add(new Warning(change, head(sql), effect.effect(), effect.isLoss())));
            }
        }
        return warnings;
    }

    private static boolean isOnNewTable(String statement, Set<String> created) {
        Matcher tables = ON_TABLES.matcher(statement);
        if (tables.matches()) {
            return created.containsAll(List.of(tables.group(1).split(" , ")));
        }
        Matcher table = ON_TABLE.matcher(statement);
        return table.matches() && created.contains(table.group(1));
    }

    private static String head(String sql) {
        return sql.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("--"))
                .findFirst()
                .orElse("");
    }
}

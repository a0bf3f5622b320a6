package io.schemata.migration.changelog;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The tables, types, sequences and views that SQL creates, by kind and name, where the statement that begins a line is the first
 * to speak of that name: what was renamed, dropped or asked after before is not looked at, nor what is made only where it is
 * missing.
 */
public final class CreatedNames {
    private static final Pattern CREATED = Pattern.compile(
            "^create\\s+(?:unlogged\\s+|materialized\\s+)?(table|type|domain|sequence|view)\\s+(?!if\\s+not\\s)"
                    + "\"?([a-z_][a-z0-9_$]*)\"?",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private static final Pattern REMARK = Pattern.compile("--.*");

    private CreatedNames() {}

    /** In order: {@code table orders}. */
    public static List<String> in(String text) {
        String sql = REMARK.matcher(text).replaceAll("");
        Set<String> names = new TreeSet<>();
        Matcher created = CREATED.matcher(sql);
        while (created.find()) {
            String before = sql.substring(0, created.start());
            if (!speaksOf(created.group(2), before)) {
                names.add("%s %s".formatted(created.group(1), created.group(2)).toLowerCase(Locale.ROOT));
            }
        }
        return List.copyOf(names);
    }

    /** Those of a capability. */
    public static List<String> of(Capability capability) {
        return in(text(ChangelogFile.read(capability.file()).includes()));
    }

    private static String text(Collection<ChangelogFile.Include> files) {
        return files.stream().map(include -> ChangelogFile.text(include.path())).collect(Collectors.joining("\n"));
    }

    private static boolean speaksOf(String name, String sql) {
        return Pattern.compile("(?<![\\w$])" + Pattern.quote(name) + "(?![\\w$])", Pattern.CASE_INSENSITIVE)
                .matcher(sql)
                .find();
    }
}

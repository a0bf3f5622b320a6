package io.schemata.migration.changelog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A team's own file of SQL, before Liquibase reads it: what stands before its first change, or in a second one of the same name,
 * would never run, and nothing would say so.
 */
final class SqlFileOfChanges {
    private static final Pattern HEAD =
            Pattern.compile("--\\s*liquibase formatted sql(\\s+changelogId:\\S+)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern CHANGE = Pattern.compile("--\\s*changeset\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONDITION = Pattern.compile("--\\s*precondition.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern PROPERTY = Pattern.compile("--\\s*property\\b.*", Pattern.CASE_INSENSITIVE);
    private static final Pattern IGNORED = Pattern.compile("--\\s*ignoreLines\\b.*", Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_NAME = 255;
    private static final Pattern NAMED =
            Pattern.compile("--\\s*changeset\\s+[^\\s:]+:\"?([^\\s\"]+)\"?(.*)", Pattern.CASE_INSENSITIVE);

    /** What a change may say of itself; Liquibase passes over what it does not know, and we over what it might do then. */
    private static final Pattern ATTRIBUTES = Pattern.compile(
            "(?:\\s+(?:runOnChange|runInTransaction|splitStatements|stripComments|endDelimiter):\\S+)*\\s*",
            Pattern.CASE_INSENSITIVE);

    private SqlFileOfChanges() {}

    /**
     * Refuses, in the order of its lines: a first line that is no head, a line of SQL before the first change, a change without
     * an author and a name or with one that was there before, one that hangs on anything but the tenant's schema, lines that are
     * ignored; and a file without a change.
     */
    static void require(String path) {
        List<String> lines = ChangelogFile.text(path).lines().map(String::strip).toList();
        Set<String> names = new HashSet<>();
        boolean hasHead = false;
        boolean isComment = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String place = "%s:%d".formatted(path, i + 1);
            if (line.isEmpty()) {
                continue;
            }
            if (!hasHead) {
                hasHead = requireHead(place, line);
            } else if (CHANGE.matcher(line).matches()) {
                requireName(place, line, names);
            } else if (CONDITION.matcher(line).matches()) {
                throw ChangelogFile.wrong(
                        "%s: a change has no preconditions: each tenant gets the same".formatted(place));
            } else if (PROPERTY.matcher(line).matches()) {
                throw ChangelogFile.wrong(
                        "%s: there are no properties: the SQL runs as it is written".formatted(place));
            } else if (IGNORED.matcher(line).matches()) {
                throw ChangelogFile.wrong("%s: what is ignored would never run: take it out".formatted(place));
            } else if (names.isEmpty()) {
                isComment = isComment || line.startsWith("/*");
                requireComment(place, line, isComment);
                isComment = isComment && !line.endsWith("*/");
            }
        }
        if (names.isEmpty()) {
            throw ChangelogFile.wrong(("%s has nothing to apply: its first line is '--liquibase formatted sql',"
                            + " and a line '--changeset <author>:<name>' begins each change")
                    .formatted(path));
        }
    }

    private static boolean requireHead(String place, String line) {
        if (!HEAD.matcher(line).matches()) {
            throw ChangelogFile.wrong(
                    "%s: a file of SQL begins with the line '--liquibase formatted sql', and nothing behind it"
                            .formatted(place));
        }
        return true;
    }

    private static void requireName(String place, String line, Set<String> names) {
        Matcher named = NAMED.matcher(line);
        if (!named.matches()) {
            throw ChangelogFile.wrong(
                    "%s: a change begins with the line '--changeset <author>:<name>'".formatted(place));
        }
        if (!ATTRIBUTES.matcher(named.group(2)).matches()) {
            throw ChangelogFile.wrong(
                    "%s: behind its name a change may have runOnChange, runInTransaction, splitStatements, stripComments and endDelimiter alone"
                            .formatted(place));
        }
        if (named.group(1).length() > LONGEST_NAME) {
            throw ChangelogFile.wrong(
                    "%s: the name of a change has up to %d characters".formatted(place, LONGEST_NAME));
        }
        if (!names.add(named.group(1))) {
            throw ChangelogFile.wrong(
                    "%s: there is a change '%s' in this file already".formatted(place, named.group(1)));
        }
    }

    private static void requireComment(String place, String line, boolean isComment) {
        if (!isComment && !line.startsWith("--")) {
            throw ChangelogFile.wrong(
                    "%s: this stands before the first '--changeset <author>:<name>', and would never run"
                            .formatted(place));
        }
    }
}

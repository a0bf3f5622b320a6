package io.schemata.migration.alter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Definitions of types, as {@code structure/types.sql} writes them, and how one becomes another. */
final class TypeText {
    private static final String NAME = "(?<name>\"(?:[^\"]|\"\")+\"|[^\\s\"]+)";
    private static final Pattern ENUM =
            Pattern.compile("create type " + NAME + " as enum \\((?<labels>.*)\\)", Pattern.DOTALL);
    private static final Pattern LABEL = Pattern.compile("E?'(?:[^']|'')*'");
    private static final Pattern DOMAIN = Pattern.compile(
            "create domain " + NAME + " as (?<type>.+?)(?: default (?<expression>.+?))?(?<notnull> not null)?",
            Pattern.DOTALL);

    private TypeText() {}

    /**
     * The values that an enum lacks, each as a statement that cannot be used in its own transaction; nothing where it has
     * others, or in another order, or is no enum.
     */
    static Optional<List<String>> newValues(String is, String should) {
        Matcher one = ENUM.matcher(is);
        Matcher other = ENUM.matcher(should);
        if (!one.matches() || !other.matches()) {
            return Optional.empty();
        }
        List<String> has = labels(one);
        List<String> wanted = labels(other);
        if (!wanted.stream().filter(has::contains).toList().equals(has)) {
            return Optional.empty();
        }
        List<String> statements = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (!has.contains(wanted.get(i))) {
                statements.add("alter type %s add value %s%s"
                        .formatted(
                                one.group("name"),
                                wanted.get(i),
                                i > 0 ? " after " + wanted.get(i - 1) : has.isEmpty() ? "" : " before " + has.get(0)));
            }
        }
        return Optional.of(statements);
    }

    private static List<String> labels(Matcher type) {
        return LABEL.matcher(type.group("labels"))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** What a domain lacks but for its checks; nothing where it is of another type, or is no domain. */
    static Optional<List<String>> domainChanges(String is, String should) {
        Matcher one = DOMAIN.matcher(is);
        Matcher other = DOMAIN.matcher(should);
        if (!one.matches() || !other.matches() || !one.group("type").equals(other.group("type"))) {
            return Optional.empty();
        }
        List<String> statements = new ArrayList<>();
        String alter = "alter domain " + one.group("name");
        String expression = other.group("expression");
        if (!Objects.equals(one.group("expression"), expression)) {
            statements.add(alter + (expression == null ? " drop default" : " set default " + expression));
        }
        boolean isNotNull = other.group("notnull") != null;
        if (isNotNull != (one.group("notnull") != null)) {
            statements.add(alter + (isNotNull ? " set not null" : " drop not null"));
        }
        return Optional.of(statements);
    }

    /** The data that may go where one becomes the other, or null: a value that an enum has no more is refused, not lost. */
    static String loss(String is, String should) {
        Matcher one = DOMAIN.matcher(is);
        Matcher other = DOMAIN.matcher(should);
        boolean isSafe = other.matches()
                ? TypeChange.isLossless(one.matches() ? one.group("type") : "text", other.group("type"))
                : true;
        return isSafe ? null : "values of " + other.group("name");
    }

    /** Whether its values have texts that another such type can read. */
    static boolean isReadFromText(String definition) {
        return ENUM.matcher(definition).matches() || DOMAIN.matcher(definition).matches();
    }
}

package io.schemata.migration.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The text of a function, which nobody but its author wrote, with the schema's name marked where it qualifies one of the
 * schema's objects. The same word may be an alias, a CTE, a parameter, a variable, a column or a table: where it stands
 * without a dot behind it, it is taken for that, and for the schema only where nothing else can stand.
 */
final class FunctionText {
    private static final Pattern TOKEN = Pattern.compile(
            "--[^\n]*|/\\*.*?\\*/|[eE]?'(?:[^']|'')*'|\\$(\\w*)\\$.*?\\$\\1\\$|\"(?:[^\"]|\"\")+\""
                    + "|[\\p{L}_][\\p{L}\\w$]*|\\d[\\w.]*|\\s+|::|%[\\d$]*[IsL]|.",
            Pattern.DOTALL);

    /** A relation, a function or a type follows. */
    private static final Set<String> BEFORE_A_NAME = Set.of(
            "from",
            "join",
            "into",
            "update",
            "table",
            "only",
            "call",
            "::",
            "truncate",
            "references",
            "using",
            "setof",
            "returns",
            "of",
            "view",
            "type",
            "on");

    private static final Set<String> BEFORE_A_PATH = Set.of("to", "=");
    private static final Set<String> AFTER_A_NAME = Set.of("(", ".", "%");

    private final String mark;
    private final Set<String> names;
    private final Set<String> objects;

    /**
     * @param names how the schema's name is spelled
     * @param objects what there is in the schema
     */
    FunctionText(String mark, Set<String> names, Set<String> objects) {
        this.mark = mark;
        this.names = names;
        this.objects = objects;
    }

    /**
     * A body with the mark.
     *
     * @param head what stands before it, with the names of the parameters
     */
    String marked(String head, String body) {
        return marked(tokens(body), isSomethingElse(tokens(head)));
    }

    private String marked(String text) {
        return marked(tokens(text), false);
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    private String marked(List<String> tokens, boolean isParameter) {
        boolean isSomethingElse = isParameter || isSomethingElse(tokens);
        StringBuilder marked = new StringBuilder();
        boolean isDeclared = false;
        for (int i = 0; i < tokens.size(); i++) {
            String one = tokens.get(i);
            isDeclared = one.equalsIgnoreCase("declare") || isDeclared && !one.equalsIgnoreCase("begin");
            boolean isSchema =
                    isName(one) && (isInPath(tokens, i) || isQualifier(tokens, i, isSomethingElse, isDeclared));
            marked.append(isSchema ? mark : inner(tokens, i));
        }
        return marked.toString();
    }

    private String inner(List<String> tokens, int place) {
        String one = tokens.get(place);
        if (one.startsWith("--") || one.startsWith("/*")) {
            return one.substring(0, 2) + marked(one.substring(2));
        }
        return isQuoted(one) ? quoted(tokens, place) : one;
    }

    /** Whether the name is used without a dot behind it: as a parameter, an alias, a variable, a table. */
    private boolean isSomethingElse(List<String> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (isName(tokens.get(i))
                    && !".".equals(next(tokens, i))
                    && !".".equals(last(tokens, i))
                    && !isInPath(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isQualifier(List<String> tokens, int place, boolean isSomethingElse, boolean isDeclared) {
        int dot = nextPlace(tokens, place);
        int object = nextPlace(tokens, dot);
        if (object < 0 || !".".equals(tokens.get(dot)) || ".".equals(last(tokens, place))) {
            return false;
        }
        String name = tokens.get(object);
        if (name.startsWith("%")) {
            return true;
        }
        if (!objects.contains(unquoted(name))) {
            return false;
        }
        String last = last(tokens, place);
        return !isSomethingElse
                || BEFORE_A_NAME.contains(last)
                || AFTER_A_NAME.contains(next(tokens, object))
                || isDeclared && last.matches("[\\p{L}_\"].*");
    }

    /** Whether it stands in {@code set search_path to …}. */
    private boolean isInPath(List<String> tokens, int place) {
        int i = place;
        String last = last(tokens, i);
        while (",".equals(last)) {
            i = lastPlace(tokens, lastPlace(tokens, i));
            last = last(tokens, i);
        }
        return BEFORE_A_PATH.contains(last) && "search_path".equals(last(tokens, lastPlace(tokens, i)));
    }

    /** A text may be a statement, a list of schemas or what {@code format} makes an identifier of. */
    private String quoted(List<String> tokens, int place) {
        String text = tokens.get(place);
        int content = text.startsWith("$") ? text.indexOf('$', 1) + 1 : text.indexOf('\'') + 1;
        int end = text.startsWith("$") ? text.length() - content : text.length() - 1;
        String inner = text.substring(content, end);
        boolean isIdentifier = isName(inner) && new FormatCall(tokens, place).isIdentifier();
        String marked = isIdentifier ? mark : isPathSetting(tokens, place) ? path(inner) : marked(inner);
        return text.substring(0, content) + marked + text.substring(end);
    }

    private boolean isPathSetting(List<String> tokens, int place) {
        int comma = lastPlace(tokens, place);
        int setting = lastPlace(tokens, comma);
        boolean isSecond = setting >= 0 && tokens.get(setting).equalsIgnoreCase("'search_path'");
        return isSecond && "(".equals(last(tokens, setting)) || isInPath(tokens, place);
    }

    private String path(String list) {
        List<String> schemas = new ArrayList<>();
        for (String schema : list.split(",", -1)) {
            schemas.add(isName(schema.strip()) ? schema.replace(schema.strip(), mark) : schema);
        }
        return String.join(",", schemas);
    }

    private boolean isName(String token) {
        return names.contains(token.startsWith("\"") ? token : token.toLowerCase(Locale.ROOT));
    }

    private static boolean isQuoted(String token) {
        return token.length() > 1 && (token.endsWith("'") || token.startsWith("$") && token.endsWith("$"));
    }

    private static String unquoted(String token) {
        return token.startsWith("\"")
                ? token.substring(1, token.length() - 1).replace("\"\"", "\"")
                : token.toLowerCase(Locale.ROOT);
    }

    static String next(List<String> tokens, int place) {
        int next = nextPlace(tokens, place);
        return next < 0 ? "" : tokens.get(next);
    }

    static String last(List<String> tokens, int place) {
        int last = lastPlace(tokens, place);
        return last < 0 ? "" : tokens.get(last).toLowerCase(Locale.ROOT);
    }

    private static int nextPlace(List<String> tokens, int place) {
        int next = place + 1;
        while (place >= 0 && next < tokens.size()) {
            if (!isBlank(tokens.get(next))) {
                return next;
            }
            next++;
        }
        return -1;
    }

    static int lastPlace(List<String> tokens, int place) {
        int last = place - 1;
        while (last >= 0 && isBlank(tokens.get(last))) {
            last--;
        }
        return last;
    }

    private static boolean isBlank(String token) {
        return token.isBlank() || token.startsWith("--") || token.startsWith("/*");
    }
}

package io.schemata.migration.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The text of a function, as its author wrote it, with the schema's name marked where it qualifies one of the
 * schema's objects. The same word may be an alias, a CTE, a parameter, a variable, a column or a table: where it stands
 * without a dot behind it, it is taken for that, and for the schema only where nothing else can stand.
 */
final class FunctionText {
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
            "collate",
            "type",
            "on");

    private static final Set<String> BEFORE_A_PATH = Set.of("to", "=");
    private static final Set<String> AFTER_A_NAME = Set.of("(", ".", "%");

    private final String mark;
    private final Set<String> names;
    private final Set<String> objects;
    private final boolean isBody;

    /**
     * @param names how the schema's name is spelled
     * @param objects what there is in the schema
     * @param isBody whether texts in it may be statements, or else at most begin with a name
     */
    FunctionText(String mark, Set<String> names, Set<String> objects, boolean isBody) {
        this.isBody = isBody;
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
        return marked(Tokens.of(body), isSomethingElse(Tokens.of(head)));
    }

    private String marked(String text) {
        return marked(Tokens.of(text), false);
    }

    private String marked(Tokens tokens, boolean isParameter) {
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

    private String inner(Tokens tokens, int place) {
        String one = tokens.get(place);
        if (one.startsWith("--") || one.startsWith("/*")) {
            return one.substring(0, 2) + marked(one.substring(2));
        }
        return Tokens.isQuoted(one) ? quoted(tokens, place) : one;
    }

    /** Whether the name is used without a dot behind it: as a parameter, an alias, a variable, a table. */
    private boolean isSomethingElse(Tokens tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (isName(tokens.get(i))
                    && !".".equals(tokens.next(i))
                    && !".".equals(tokens.last(i))
                    && !isInPath(tokens, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean isQualifier(Tokens tokens, int place, boolean isSomethingElse, boolean isDeclared) {
        int dot = tokens.nextPlace(place);
        int object = tokens.nextPlace(dot);
        if (object < 0 || !".".equals(tokens.get(dot)) || ".".equals(tokens.last(place))) {
            return false;
        }
        String name = tokens.get(object);
        if ("(".equals(tokens.last(place)) && "operator".equals(tokens.last(tokens.lastPlace(place)))) {
            return true;
        }
        if (name.startsWith("%")) {
            return true;
        }
        if (!objects.contains(Tokens.unquoted(name))) {
            return false;
        }
        String last = tokens.last(place);
        return !isSomethingElse
                || BEFORE_A_NAME.contains(last)
                || AFTER_A_NAME.contains(tokens.next(object))
                || isDeclared && last.matches("[\\p{L}_\"].*");
    }

    /** Whether it stands in {@code set search_path to …}. */
    private boolean isInPath(Tokens tokens, int place) {
        int i = place;
        String last = tokens.last(i);
        while (",".equals(last)) {
            i = tokens.lastPlace(tokens.lastPlace(i));
            last = tokens.last(i);
        }
        return BEFORE_A_PATH.contains(last) && "search_path".equals(tokens.last(tokens.lastPlace(i)));
    }

    /** A text may be a statement, a list of schemas or what {@code format} makes an identifier of. */
    private String quoted(Tokens tokens, int place) {
        String text = tokens.get(place);
        int content = text.startsWith("$") ? text.indexOf('$', 1) + 1 : text.indexOf('\'') + 1;
        int end = text.startsWith("$") ? text.length() - content : text.length() - 1;
        String inner = text.substring(content, end);
        if (!isBody && !isName(Tokens.of(inner).first())) {
            return text;
        }
        boolean isIdentifier = isName(inner) && new FormatCall(tokens, place).isIdentifier();
        String marked = isIdentifier ? mark : isPathSetting(tokens, place) ? path(inner) : marked(inner);
        return text.substring(0, content) + marked + text.substring(end);
    }

    private boolean isPathSetting(Tokens tokens, int place) {
        int comma = tokens.lastPlace(place);
        int setting = tokens.lastPlace(comma);
        boolean isSecond = setting >= 0 && tokens.get(setting).equalsIgnoreCase("'search_path'");
        return isSecond && "(".equals(tokens.last(setting)) || isInPath(tokens, place);
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
}

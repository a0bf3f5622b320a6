package io.schemata.structure;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schema's own name where the text of its functions, defaults and literals spells it out, so that two schemas that
 * differ in nothing else read alike, and a script can be replayed under another name.
 */
final class OwnName {
    /** Stands for the schema's name in a definition. */
    static final String MARK = "@schema@";

    private static final String MARK_LITERAL = "'" + MARK + "'";
    private static final Pattern SEARCH_PATH = Pattern.compile("(?m)^ SET search_path TO .*$");

    private final String literal;
    private final Pattern qualified;
    private final Set<String> objects;

    /**
     * @param objects what there is in the schema: before another word and a dot, its name is something else's
     */
    OwnName(String schema, Set<String> objects) {
        this.literal = "'" + schema.replace("'", "''") + "'";
        this.objects = objects;
        this.qualified = Pattern.compile("(?<![\\w$.\"])(?:%s|(?i:%s))(\\s*\\.\\s*\"?)([\\w$]+)"
                .formatted(Pattern.quote(quoted(schema)), Pattern.quote(schema)));
    }

    /** With the mark where the schema's name qualifies one of its objects, or stands in a function's search path. */
    String marked(String definition) {
        String marked = qualified
                .matcher(definition)
                .replaceAll(found -> Matcher.quoteReplacement(
                        objects.contains(found.group(2)) ? MARK + found.group(1) + found.group(2) : found.group()));
        return SEARCH_PATH
                .matcher(marked)
                .replaceAll(line -> Matcher.quoteReplacement(line.group().replace(literal, MARK_LITERAL)));
    }

    /** With the mark besides where a text is the schema's name and nothing else: right for comparing, bold for a script. */
    String markedWithLiterals(String definition) {
        return marked(definition).replace(literal, MARK_LITERAL);
    }

    /** With a schema's name in place of the mark. */
    static String named(String marked, String schema) {
        return marked.replace(MARK_LITERAL, "'" + schema.replace("'", "''") + "'")
                .replace(MARK, quoted(schema));
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}

package io.schemata.migration.structure;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schema's own name where texts spell it out: bodies of functions, which nobody but their author wrote, and literals.
 * Two schemas that differ in nothing else read alike with a mark in its place, and a script can be replayed under
 * another name. Whatever the server writes itself comes without the schema's name already.
 */
public final class OwnName {
    /** Stands for the schema's name in what our own queries write. */
    static final String WRITTEN = "@schema@";

    /** Stands for it in what others wrote: a character of nobody's. */
    static final String MARK = "\uE000";

    private static final String MARK_LITERAL = "'" + MARK + "'";
    private static final Pattern SEARCH_PATH = Pattern.compile("(?m)^ SET search_path TO .*$");

    private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");
    private static final Pattern BODY =
            Pattern.compile("(?<head>.*?\nAS (?:'.*?', )?)(?<quote>\\$\\w*\\$)(?<body>.*)\\k<quote>", Pattern.DOTALL);

    private final String schema;
    private final String literal;
    private final Pattern mentioned;
    private final FunctionText bodies;
    private final FunctionText definitions;

    /**
     * @param objects what there is in the schema: before another word and a dot, its name is something else's
     */
    OwnName(String schema, Set<String> objects) {
        this.schema = schema;
        this.literal = text(schema);
        this.mentioned = Pattern.compile(
                Pattern.quote(schema) + "|" + Pattern.quote(schema.replace("\"", "\"\"")), Pattern.CASE_INSENSITIVE);
        Set<String> names = PLAIN.matcher(schema).matches() ? Set.of(quoted(schema), schema) : Set.of(quoted(schema));
        this.bodies = new FunctionText(MARK, names, objects, true);
        this.definitions = new FunctionText(MARK, names, objects, false);
    }

    /** The SQL that makes a thing of this schema in one of that name. */
    public String definition(SchemaObject item, String target) {
        if (item.part().namesSchema()) {
            return item.definition().replace(WRITTEN, quoted(target));
        }
        return target.equals(schema) ? named(item.definition(), target) : named(marked(item), target);
    }

    /** What a thing of such a schema is called in one of that name. */
    public static String name(SchemaObject item, String target) {
        return item.name().replace(WRITTEN, quoted(target));
    }

    /** The SQL that takes a thing of this schema away again. */
    public String removal(SchemaObject item) {
        return named(
                item.part().namesSchema() ? item.removal().replace(WRITTEN, quoted(schema)) : item.removal(), schema);
    }

    /** With the mark where the schema's name qualifies one of its objects, or stands in a function's search path. */
    String marked(SchemaObject item) {
        String definition = item.definition();
        if (item.kind() == ObjectKind.COMMENT || !mentioned.matcher(definition).find()) {
            return definition;
        }
        return item.part() == CatalogQuery.FUNCTIONS
                ? SEARCH_PATH
                        .matcher(markedFunction(definition))
                        .replaceAll(
                                line -> Matcher.quoteReplacement(line.group().replace(literal, MARK_LITERAL)))
                : definitions.marked("", definition);
    }

    /** With the mark besides where a text in a function is the schema's name and nothing else: bold for a script. */
    String withLiterals(SchemaObject item, String marked) {
        return item.part() == CatalogQuery.FUNCTIONS ? marked.replace(literal, MARK_LITERAL) : marked;
    }

    private String markedFunction(String function) {
        Matcher parts = BODY.matcher(function);
        if (!parts.matches()) {
            return definitions.marked("", function);
        }
        String head = parts.group("head");
        String quote = parts.group("quote");
        return head + quote + bodies.marked(SEARCH_PATH.matcher(head).replaceAll(""), parts.group("body")) + quote;
    }

    /** A function with the mark in its search path: nothing else of its head is touched. */
    String withoutPath(String function) {
        int body = function.indexOf("\nAS ");
        String head = body < 0 ? function : function.substring(0, body);
        String marked = SEARCH_PATH
                .matcher(head)
                .replaceAll(line -> Matcher.quoteReplacement(line.group().replace(literal, MARK_LITERAL)));
        return body < 0 ? marked : marked + function.substring(body);
    }

    /** Whether a text has the schema's name in it, in whatever meaning. */
    boolean isMentioned(String text) {
        return text != null && mentioned.matcher(text).find();
    }

    /** As it is shown to people. */
    static String shown(String marked) {
        return marked.replace(MARK, WRITTEN);
    }

    /** With a schema's name in place of the mark. */
    static String named(String marked, String schema) {
        return marked.replace(MARK_LITERAL, text(schema)).replace(MARK, quoted(schema));
    }

    /** Whether a text that is the schema's name and nothing else has stayed as it was: it may mean something else. */
    boolean isLeftIn(String named) {
        return SEARCH_PATH.matcher(named).replaceAll("").contains(literal);
    }

    String literal() {
        return literal;
    }

    /** Whether the server has read the body of this function, and not only stored its text. */
    public static boolean isReadWhenMade(String function) {
        return !BODY.matcher(function).matches();
    }

    /** A name as an identifier. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    public static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

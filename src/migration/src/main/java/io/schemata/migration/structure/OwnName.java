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
    private static final String MARK = "\uE000";

    private static final String MARK_LITERAL = "'" + MARK + "'";
    private static final Pattern SEARCH_PATH = Pattern.compile("(?m)^ SET search_path TO .*$");
    private static final Pattern READ_WHEN_MADE = Pattern.compile("(?m)^(BEGIN ATOMIC|RETURN )");

    private final String schema;
    private final String literal;
    private final Pattern inBodies;
    private final Pattern inLiterals;
    private final Set<String> objects;

    /**
     * @param objects what there is in the schema: before another word and a dot, its name is something else's
     */
    OwnName(String schema, Set<String> objects) {
        this.schema = schema;
        this.literal = literal(schema);
        this.objects = objects;
        boolean isPlain = schema.matches("[a-z_][a-z0-9_$]*") && !objects.contains(schema);
        String name = Pattern.quote(quoted(schema)) + (isPlain ? "|(?i:" + Pattern.quote(schema) + ")" : "");
        String object = "(?:" + name + ")(\\s*\\.\\s*\"?)([\\w$]+)";
        this.inBodies = Pattern.compile("(?<![\\w$.\"])" + object);
        this.inLiterals = Pattern.compile("(?<=')" + object);
    }

    /** The SQL that makes a thing of this schema in one of that name. */
    public String definition(SchemaObject item, String target) {
        if (item.part().namesSchema()) {
            return item.definition().replace(WRITTEN, quoted(target));
        }
        return target.equals(schema) ? item.definition() : named(marked(item), target);
    }

    /** The SQL that takes a thing of this schema away again. */
    public String removal(SchemaObject item) {
        return item.part().namesSchema() ? item.removal().replace(WRITTEN, quoted(schema)) : item.removal();
    }

    /** With the mark where the schema's name qualifies one of its objects, or stands in a function's search path. */
    String marked(SchemaObject item) {
        String definition = item.definition();
        if (item.part() != CatalogQuery.FUNCTIONS) {
            return marked(definition, inLiterals);
        }
        boolean isText = !isReadWhenMade(definition);
        return SEARCH_PATH
                .matcher(marked(definition, isText ? inBodies : inLiterals))
                .replaceAll(line -> Matcher.quoteReplacement(line.group().replace(literal, MARK_LITERAL)));
    }

    /** With the mark besides where a text in a function is the schema's name and nothing else: bold for a script. */
    String markedWithLiterals(SchemaObject item) {
        return item.part() == CatalogQuery.FUNCTIONS ? marked(item).replace(literal, MARK_LITERAL) : marked(item);
    }

    private String marked(String definition, Pattern qualified) {
        return qualified
                .matcher(definition)
                .replaceAll(found -> Matcher.quoteReplacement(
                        objects.contains(found.group(2)) ? MARK + found.group(1) + found.group(2) : found.group()));
    }

    /** As it is shown to people. */
    static String shown(String marked) {
        return marked.replace(MARK, WRITTEN);
    }

    /** With a schema's name in place of the mark. */
    static String named(String marked, String schema) {
        return marked.replace(MARK_LITERAL, literal(schema)).replace(MARK, quoted(schema));
    }

    /** Whether the server has read the body of this function, and not only stored its text. */
    public static boolean isReadWhenMade(String function) {
        return READ_WHEN_MADE.matcher(function).find();
    }

    /** A name as an identifier. */
    public static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}

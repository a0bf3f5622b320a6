package io.schemata.migration.structure;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What two schemas do not have in common. Where each spells its own name out, that is no difference. */
public final class Comparison {
    /**
     * One difference.
     *
     * @param left how it is defined in the first schema, {@code @schema@} in place of its name, or null where it is not
     * @param right the same of the second
     */
    @RegisterForReflection
    public record Difference(ObjectKind kind, String name, String left, String right) {}

    private record Key(ObjectKind kind, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::kind).thenComparing(Key::name).compare(this, other);
        }
    }

    private static final String VARCHAR = "::character varying";
    private static final Pattern VARCHARS =
            Pattern.compile("ARRAY\\[((?:E?'(?:[^']|'')*'::character varying(?:, )?)+)]::text\\[]");

    private Comparison() {}

    /** The differences, by kind and name. */
    public static List<Difference> of(Structure left, Structure right) {
        Map<Key, Text> mine = texts(left);
        Map<Key, Text> theirs = texts(right);
        TreeSet<Key> all = new TreeSet<>(mine.keySet());
        all.addAll(theirs.keySet());
        List<Difference> differences = new ArrayList<>();
        for (Key key : all) {
            Text one = mine.get(key);
            Text other = theirs.get(key);
            if (one == null || other == null || !one.isSameAs(other)) {
                differences.add(new Difference(key.kind(), key.name(), shown(one), shown(other)));
            }
        }
        return differences;
    }

    /** How it reads with the schema's own name marked, in literals too or not: there it may mean something else. */
    private record Text(String marked, String markedWithLiterals) {
        boolean isSameAs(Text other) {
            return marked.equals(other.marked) || markedWithLiterals.equals(other.markedWithLiterals);
        }

        /** Of the same name: a privilege that may be handed on, and one that may not. */
        Text and(Text more) {
            return marked.compareTo(more.marked) <= 0
                    ? new Text(marked + ";\n" + more.marked, markedWithLiterals + ";\n" + more.markedWithLiterals)
                    : more.and(this);
        }
    }

    /** A list of varchar values reads otherwise once its definition has been replayed: a cast of the list is one of each. */
    private static String asReplayed(String definition) {
        return VARCHARS.matcher(definition)
                .replaceAll(list -> Matcher.quoteReplacement(
                        "ARRAY[%s]".formatted(list.group(1).replace(VARCHAR, VARCHAR + "::text"))));
    }

    private static String shown(Text text) {
        return text == null ? null : OwnName.shown(text.marked()).replace(Script.COLUMNS, "…");
    }

    private static Map<Key, Text> texts(Structure structure) {
        OwnName ownName = structure.ownName();
        Map<Key, Text> texts = new TreeMap<>();
        for (SchemaObject item : structure.items()) {
            String marked = asReplayed(ownName.marked(item));
            Text text = new Text(marked, ownName.withLiterals(item, marked));
            texts.merge(new Key(item.kind(), item.name()), text, Text::and);
        }
        return texts;
    }
}

package io.schemata.structure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What two schemas do not have in common. Where each spells its own name out, that is no difference. */
public final class Comparison {
    /**
     * One difference.
     *
     * @param left how it is defined in the first schema, or null where it is not
     * @param right the same of the second
     */
    public record Difference(Kind kind, String name, String left, String right) {}

    private record Key(Kind kind, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::kind).thenComparing(Key::name).compare(this, other);
        }
    }

    private Comparison() {}

    /** The differences, by kind and name. */
    public static List<Difference> of(Structure left, Structure right) {
        Map<Key, String> mine = definitions(left);
        Map<Key, String> theirs = definitions(right);
        TreeSet<Key> all = new TreeSet<>(mine.keySet());
        all.addAll(theirs.keySet());
        List<Difference> differences = new ArrayList<>();
        OwnName ours = left.ownName();
        OwnName others = right.ownName();
        for (Key key : all) {
            String one = mine.get(key);
            String other = theirs.get(key);
            boolean same = one != null
                    && other != null
                    && (one.equals(other) || ours.markedWithLiterals(one).equals(others.markedWithLiterals(other)));
            if (!same) {
                differences.add(new Difference(key.kind(), key.name(), one, other));
            }
        }
        return differences;
    }

    private static Map<Key, String> definitions(Structure structure) {
        Map<Key, String> definitions = new TreeMap<>();
        for (Item item : structure.items()) {
            definitions.merge(
                    new Key(item.kind(), item.name()),
                    item.definition(),
                    (one, more) -> one.compareTo(more) <= 0 ? one + ";\n" + more : more + ";\n" + one);
        }
        return definitions;
    }
}

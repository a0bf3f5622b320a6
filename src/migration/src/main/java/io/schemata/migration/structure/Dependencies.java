package io.schemata.migration.structure;

import io.schemata.migration.structure.SchemaObject.Place;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The things of a schema that have to be there before others: the order of a script, the same for the same structure. */
public final class Dependencies {
    private record Need(Place of, Place is) {}

    /**
     * One thing in an order that can be replayed.
     *
     * @param isStub whether a view has to be announced, by its columns alone, for things that it needs itself
     */
    record Step(SchemaObject item, boolean isStub) {}

    private static final Comparator<SchemaObject> STABLE =
            Comparator.comparing(SchemaObject::part).thenComparing(SchemaObject::name);

    private final List<SchemaObject> items;
    private final Map<SchemaObject, Set<SchemaObject>> needs = new HashMap<>();
    private final Map<SchemaObject, List<SchemaObject>> neededBy = new HashMap<>();

    private final Map<SchemaObject, SchemaObject> leftOut = new LinkedHashMap<>();

    private Dependencies(List<SchemaObject> items) {
        this.items = items;
    }

    /** Reads those of a structure that the catalog's transaction has just read. */
    public static Dependencies of(Catalog catalog, Structure structure) throws SQLException {
        Dependencies needs = new Dependencies(structure.items().stream()
                .filter(item -> item.part().hasNeeds())
                .toList());
        needs.read(catalog, structure);
        return needs;
    }

    private void read(Catalog catalog, Structure structure) throws SQLException {
        Map<Place, SchemaObject> byPlace = new HashMap<>();
        items.forEach(item -> byPlace.put(item.place(), item));
        structure.items().stream()
                .filter(item -> item.part() == CatalogQuery.OTHERS)
                .forEach(item -> byPlace.put(item.place(), item));
        List<Need> found = catalog.query(
                "structure/dependencies.sql",
                structure.objects(),
                row -> new Need(new Place(row.getLong(1), row.getLong(2)), new Place(row.getLong(3), row.getLong(4))));
        for (Need need : found) {
            SchemaObject of = byPlace.get(need.of());
            SchemaObject is = byPlace.get(need.is());
            if (of != null && is != null && is.part() == CatalogQuery.OTHERS) {
                leaveOut(of, is);
            } else if (of != null
                    && is != null
                    && of != is
                    && needs.computeIfAbsent(of, any -> new LinkedHashSet<>()).add(is)) {
                neededBy.computeIfAbsent(is, any -> new ArrayList<>()).add(of);
            }
        }
    }

    private void leaveOut(SchemaObject item, SchemaObject other) {
        if (item.isMade()) {
            leftOut.putIfAbsent(item, other);
        }
    }

    /** The things that need something that no script makes, each with that, and the things that need those. */
    Map<SchemaObject, SchemaObject> leftOut() {
        Deque<SchemaObject> waiting = new ArrayDeque<>(leftOut.keySet());
        while (!waiting.isEmpty()) {
            SchemaObject item = waiting.remove();
            for (SchemaObject dependent : dependents(item)) {
                if (leftOut.putIfAbsent(dependent, leftOut.get(item)) == null) {
                    waiting.add(dependent);
                }
            }
        }
        return leftOut;
    }

    /** The things that may need others, or others them. */
    public List<SchemaObject> items() {
        return items;
    }

    /** The things that it needs itself. */
    public Set<SchemaObject> needsOf(SchemaObject item) {
        return needs.getOrDefault(item, Set.of());
    }

    /** The things that need it themselves. */
    public List<SchemaObject> dependents(SchemaObject item) {
        return neededBy.getOrDefault(item, List.of());
    }

    /** In an order that can be replayed, but for views in a circle. */
    public List<SchemaObject> inOrder() {
        return steps().stream().filter(step -> !step.isStub()).map(Step::item).toList();
    }

    /**
     * In an order that can be replayed. Where all that is left waits for each other, a view is announced; where there is none,
     * the first comes first.
     */
    List<Step> steps() {
        Map<SchemaObject, Set<SchemaObject>> missing = new HashMap<>();
        needs.forEach((item, needed) -> missing.put(item, new HashSet<>(needed)));
        PriorityQueue<SchemaObject> ready = new PriorityQueue<>(STABLE);
        List<SchemaObject> waiting =
                new ArrayList<>(items.stream().sorted(STABLE).toList());
        waiting.removeIf(item -> !missing.containsKey(item) && ready.add(item));
        Set<SchemaObject> announced = new HashSet<>();
        List<Step> steps = new ArrayList<>();
        while (!ready.isEmpty() || !waiting.isEmpty()) {
            SchemaObject next = ready.isEmpty() ? circular(waiting, announced) : ready.remove();
            boolean isStub = waiting.contains(next) && isView(next) && announced.add(next);
            steps.add(new Step(next, isStub));
            if (!isStub) {
                waiting.remove(next);
            }
            for (SchemaObject dependent : dependents(next)) {
                missing.get(dependent).remove(next);
                if (missing.get(dependent).isEmpty() && waiting.remove(dependent)) {
                    ready.add(dependent);
                }
            }
        }
        return steps;
    }

    private static SchemaObject circular(List<SchemaObject> waiting, Set<SchemaObject> announced) {
        return waiting.stream()
                .filter(item -> isView(item) && !announced.contains(item))
                .findFirst()
                .orElse(waiting.get(0));
    }

    private static boolean isView(SchemaObject item) {
        return item.definition().startsWith(Script.VIEW);
    }
}

package io.schemata.migration.structure;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Which things of a schema have to be there before which: the order of a script, the same for the same structure. */
final class Dependencies {
    private record Place(long catalog, long object) {}

    private record Need(Place of, Place is) {}

    private static final Comparator<SchemaObject> STABLE =
            Comparator.comparing(SchemaObject::part).thenComparing(SchemaObject::name);

    private final Map<SchemaObject, Set<SchemaObject>> needs = new HashMap<>();
    private final Map<SchemaObject, List<SchemaObject>> neededBy = new HashMap<>();

    private Dependencies() {}

    /** In an order that can be replayed. Where all that is left waits for each other, the first of it comes first. */
    static List<SchemaObject> inOrder(Catalog catalog, Structure structure) throws SQLException {
        List<SchemaObject> items = structure.items().stream()
                .filter(item -> item.part().hasNeeds())
                .toList();
        Dependencies needs = new Dependencies();
        needs.read(catalog, structure, items);
        return needs.sorted(items);
    }

    private void read(Catalog catalog, Structure structure, List<SchemaObject> items) throws SQLException {
        Map<Place, SchemaObject> byPlace = new HashMap<>();
        items.forEach(item -> byPlace.put(new Place(item.catalog(), item.object()), item));
        List<Need> found = catalog.query(
                "structure/dependencies.sql",
                structure.objects(),
                row -> new Need(new Place(row.getLong(1), row.getLong(2)), new Place(row.getLong(3), row.getLong(4))));
        for (Need need : found) {
            SchemaObject of = byPlace.get(need.of());
            SchemaObject is = byPlace.get(need.is());
            if (of != null
                    && is != null
                    && of != is
                    && needs.computeIfAbsent(of, any -> new LinkedHashSet<>()).add(is)) {
                neededBy.computeIfAbsent(is, any -> new ArrayList<>()).add(of);
            }
        }
    }

    private List<SchemaObject> sorted(List<SchemaObject> items) {
        PriorityQueue<SchemaObject> ready = new PriorityQueue<>(STABLE);
        List<SchemaObject> waiting =
                new ArrayList<>(items.stream().sorted(STABLE).toList());
        waiting.removeIf(item -> !needs.containsKey(item) && ready.add(item));
        List<SchemaObject> sorted = new ArrayList<>();
        while (sorted.size() < items.size()) {
            SchemaObject next = ready.isEmpty() ? waiting.get(0) : ready.remove();
            waiting.remove(next);
            sorted.add(next);
            for (SchemaObject dependent : neededBy.getOrDefault(next, List.of())) {
                needs.get(dependent).remove(next);
                if (needs.get(dependent).isEmpty() && waiting.remove(dependent)) {
                    ready.add(dependent);
                }
            }
        }
        return sorted;
    }
}

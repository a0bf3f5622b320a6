package io.schemata.migration.adopt;

import io.schemata.migration.structure.SqlFile;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** How tables of other shapes than the blueprint's are read: {@code adoption/views.yaml}. */
final class Shapes {
    /**
     * A view of old rows.
     *
     * @param together a word of all tables whose rows are only right together, or null
     * @param isStored whether it is worked out once, as many others read it
     * @param needs relations with the columns that they have to have
     * @param without relations with columns that they may not have
     */
    record Shape(
            String view,
            String file,
            boolean isStored,
            String together,
            Map<String, List<String>> needs,
            Map<String, List<String>> without) {
        /** Whether it can be made where there are these relations with these columns, and no view of its name. */
        boolean fits(Map<String, List<String>> relations) {
            return !relations.containsKey(view)
                    && needs.entrySet().stream()
                            .allMatch(need -> relations
                                    .getOrDefault(need.getKey(), List.of())
                                    .containsAll(need.getValue()))
                    && without.entrySet().stream()
                            .noneMatch(other -> relations.getOrDefault(other.getKey(), List.of()).stream()
                                    .anyMatch(other.getValue()::contains));
        }

        /** Whether rows come to a table by it. */
        boolean isRead() {
            return view.startsWith("new_") || view.startsWith("step_");
        }

        String sql() {
            return "create temp %s \"%s\" as%n%s".formatted(isStored ? "table" : "view", view, SqlFile.read(file));
        }
    }

    private static final String FILE = "adoption/views.yaml";

    private Shapes() {}

    /** Old tables by name, with the columns that they may lack and their types. */
    static Map<String, Map<String, String>> optionalColumns() {
        return section("optional");
    }

    /** Old tables that are read by a view alone where the blueprint has a table: that one by the name of the old. */
    static Map<String, String> byViewAlone() {
        return section("by_view_alone");
    }

    /** Read once, when a schema is first adopted. */
    private static final class Read {
        static final Map<String, Object> SECTIONS =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(SqlFile.read(FILE));
    }

    @SuppressWarnings("unchecked")
    private static <T> T section(String name) {
        return (T) Read.SECTIONS.get(name);
    }

    @SuppressWarnings("unchecked")
    static List<Shape> all() {
        List<Map<String, Object>> views = section("views");
        return views.stream()
                .map(entry -> new Shape(
                        (String) entry.get("view"),
                        (String) entry.get("file"),
                        Boolean.TRUE.equals(entry.get("stored")),
                        (String) entry.get("together"),
                        (Map<String, List<String>>) entry.get("needs"),
                        (Map<String, List<String>>) entry.getOrDefault("without", Map.of())))
                .toList();
    }
}

package io.schemata.migration.apply;

import io.schemata.migration.report.Words;
import io.schemata.migration.targets.Target;
import io.schemata.migration.targets.Targets;
import io.schemata.registry.LinkSets;
import io.schemata.registry.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tenants that may be migrated at once, after the group before has come to its end. */
record RolloutGroup(Stage stage, Part part, List<Target> targets) {
    /** The parts of a stage, in order. */
    enum Part {
        CANARIES,
        OTHERS,
        /** Tenants that keep the links of others: the linked tables have to be there. */
        LINKS
    }

    /** The groups of a rollout, in order: stage by stage, and in each the parts. */
    static List<RolloutGroup> of(List<Target> selected, Targets targets, Predicate<Target> isCanary) {
        Map<Stage, Map<Part, List<Target>>> byStage = new EnumMap<>(Stage.class);
        selected.forEach(target -> byStage.computeIfAbsent(targets.stage(target), none -> new EnumMap<>(Part.class))
                .computeIfAbsent(part(target, isCanary), none -> new ArrayList<>())
                .add(target));
        List<RolloutGroup> groups = new ArrayList<>();
        byStage.forEach((stage, parts) -> Arrays.stream(Part.values())
                .filter(parts::containsKey)
                .forEach(part -> groups.add(new RolloutGroup(stage, part, List.copyOf(parts.get(part))))));
        return groups;
    }

    boolean isOfCanaries() {
        return part == Part.CANARIES;
    }

    String stageWord() {
        return Words.of(stage);
    }

    private static Part part(Target target, Predicate<Target> isCanary) {
        if (LinkSets.keepsLinks(target.tenant())) {
            return Part.LINKS;
        }
        return isCanary.test(target) ? Part.CANARIES : Part.OTHERS;
    }
}

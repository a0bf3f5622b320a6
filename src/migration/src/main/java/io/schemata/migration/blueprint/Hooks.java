package io.schemata.migration.blueprint;

import io.schemata.migration.changelog.Capability;
import io.schemata.migration.changelog.Capability.Hook;
import io.schemata.migration.changelog.Composition;
import io.schemata.migration.structure.ObjectKind;
import io.schemata.migration.structure.SchemaObject;
import io.schemata.migration.structure.Structure;
import java.util.List;
import java.util.stream.Stream;

/** The functions that a product supplies to its capabilities. */
public final class Hooks {
    private Hooks() {}

    /** What is wrong with them: one with other arguments is never called, and one of another type fails when it is. */
    public static List<String> findings(Composition composition, Structure structure) {
        return composition.capabilities().stream()
                .flatMap(capability ->
                        capability.calls().stream().flatMap(hook -> findings(capability, hook, structure)))
                .toList();
    }

    private static Stream<String> findings(Capability capability, Hook hook, Structure structure) {
        String name = hook.function().substring(0, hook.function().indexOf('(') + 1);
        return structure.items().stream()
                .filter(item ->
                        item.kind() == ObjectKind.FUNCTION && item.name().startsWith(name))
                .filter(item -> !isAsCalled(hook, item))
                .map(item -> "%s: %s calls %s, which returns %s"
                        .formatted(item.name(), capability.name(), hook.function(), hook.returns()));
    }

    private static boolean isAsCalled(Hook hook, SchemaObject function) {
        return function.name().equals(hook.function())
                && function.definition().lines().anyMatch((" RETURNS " + hook.returns())::equals);
    }
}

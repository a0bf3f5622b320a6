package io.schemata.migrate.cli;

import io.schemata.migration.changelog.Capability;
import io.schemata.migration.project.FoundSchema;
import io.schemata.migration.report.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The project of a team with a schema that is there already: its objects stay its own, beside the blueprint. */
final class FoundProject {
    /** What a product may want, in the order in which a blueprint has it. */
    private static final List<String> CAPABILITIES =
            List.of("tenant", "caller", "profiles", "drafts", "credits", "sign-ups");

    private static final int MOST_NAMES = 20;

    private final FoundSchema found;

    FoundProject(FoundSchema found) {
        this.found = found;
    }

    /** What was found, and what was left out. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<String> objects = found.objects();
        lines.add("found in schema %s: %s"
                .formatted(found.schema(), objects.isEmpty() ? "nothing" : Words.first(MOST_NAMES, objects)));
        CAPABILITIES.stream()
                .filter(found.taken()::containsKey)
                .map(name -> "left out of the blueprint: %s, as there is %s already"
                        .formatted(name, String.join(", ", found.taken().get(name))))
                .forEach(lines::add);
        return lines;
    }

    String tenants() {
        return """
                # yaml-language-server: $schema=schemata.schema.json
                # The tenants of this project. Secrets stay in variables: DATABASE_URL and so on.
                default-tenant: %1$s
                tenants:
                  %1$s:
                    schema: %1$s
                    blueprint: %1$s
                    stage: staging
                """.formatted(found.schema());
    }

    String blueprint() {
        return """
                # What Schemata keeps up in the schema %s. What was there before stays beside it, and is shown by validate.
                databaseChangeLog:
                %s
                """.formatted(
                        found.schema(), CAPABILITIES.stream().map(this::include).collect(Collectors.joining("\n")));
    }

    private String include(String capability) {
        String line = "  " + Capability.include(capability);
        List<String> taken = found.taken().get(capability);
        return taken == null ? line : "#%s   there is %s already".formatted(line, String.join(", ", taken));
    }
}

package io.schemata.migration.changelog;

import io.schemata.migration.changelog.ChangelogFile.Include;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a blueprint is composed of.
 *
 * @param blueprint the path of its list of files
 * @param capabilities in order
 * @param files those with SQL, its capabilities' too, in order
 */
public record Composition(String blueprint, List<Capability> capabilities, List<Include> files) {
    private static final Set<String> WITHOUT_TENANT = Set.of("db/platform.yaml", "db/blueprint/service.yaml");

    /**
     * Reads it. Refused are, in the order of its entries: what is no entry, or a file that is not there; a file of the team's own
     * of which something would never run; a file or a capability twice or without what it needs before it. And then a blueprint that
     * does not begin with {@code tenant}, or that lacks {@code sign-ups}.
     */
    public static Composition of(String blueprint) {
        Composition composition = new Composition(blueprint, new ArrayList<>(), new ArrayList<>());
        composition.read(blueprint, new HashSet<>());
        composition.requireBothEnds();
        return composition;
    }

    /** Whether it has the capability of this name. */
    public boolean has(String capability) {
        return capabilities.stream().anyMatch(part -> part.name().equals(capability));
    }

    /** The files of SQL in a blueprint's own folder, {@code blueprints/<name>/}, that it does not name. */
    public List<String> leftFiles() {
        if (!BlueprintFiles.isOwn(blueprint)) {
            return List.of();
        }
        String folder = blueprint.substring(0, blueprint.length() - ".yaml".length()) + "/";
        Set<String> named = new HashSet<>();
        files.forEach(file -> named.add(file.path()));
        return BlueprintFiles.names(folder, true).stream()
                .filter(file -> file.endsWith(".sql") && !named.contains(file))
                .toList();
    }

    private void read(String list, Set<String> seen) {
        if (!seen.add(list)) {
            throw ChangelogFile.wrong("%s includes itself".formatted(list));
        }
        for (Include include : ChangelogFile.read(list).includes()) {
            Optional<Capability> capability = Capability.of(include.path());
            if (capability.isPresent()) {
                add(capability.get(), include);
                ChangelogFile.read(include.path()).includes().forEach(this::add);
            } else if (include.path().endsWith(".sql")) {
                if (BlueprintFiles.isOwn(include.path())) {
                    SqlFileOfChanges.require(include.path());
                }
                add(include);
            } else {
                read(include.path(), seen);
            }
        }
    }

    private void add(Include file) {
        Path path = Path.of(file.path()).normalize();
        if (files.stream().anyMatch(other -> Path.of(other.path()).normalize().equals(path))) {
            throw ChangelogFile.wrong("%s: %s is included twice".formatted(file.place(), file.path()));
        }
        files.add(file);
    }

    private void add(Capability capability, Include include) {
        if (has(capability.name())) {
            throw ChangelogFile.wrong("%s: %s is included twice".formatted(include.place(), capability.name()));
        }
        capability.needs().stream().filter(need -> !has(need)).findFirst().ifPresent(need -> {
            throw ChangelogFile.wrong("%s: %s needs %s before it: %s"
                    .formatted(include.place(), capability.name(), need, Capability.include(need)));
        });
        boolean isFirst = capabilities.isEmpty() && files.isEmpty();
        if (capability.name().equals(Capability.FIRST) && !isFirst) {
            throw ChangelogFile.wrong("%s: %s has to come first".formatted(include.place(), Capability.FIRST));
        }
        capabilities.add(capability);
    }

    private void requireBothEnds() {
        if (WITHOUT_TENANT.contains(blueprint)) {
            return;
        }
        if (!has(Capability.FIRST)) {
            throw ChangelogFile.wrong("%s has to begin with the capability %s: %s"
                    .formatted(blueprint, Capability.FIRST, Capability.include(Capability.FIRST)));
        }
        if (!has(Capability.SIGN_UPS)) {
            throw ChangelogFile.wrong("%s lacks the capability %s, which sets new users up and cleans up: %s"
                    .formatted(blueprint, Capability.SIGN_UPS, Capability.include(Capability.SIGN_UPS)));
        }
    }
}

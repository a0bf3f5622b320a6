package io.schemata.migrate;

import java.util.List;
import java.util.stream.Stream;
import liquibase.changelog.ChangeSet;

/**
 * What a schema still needs.
 *
 * @param changes those of its changelog, in order
 * @param registry what the database does not know of the registry yet
 */
record Pending(List<ChangeSet> changes, List<RegistryEntry> registry) {
    int count() {
        return changes.size() + registry.size();
    }

    List<String> names() {
        return Stream.concat(
                        changes.stream().map(Changelog::name), registry.stream().map(entry -> RegistryEntry.NAME))
                .toList();
    }
}

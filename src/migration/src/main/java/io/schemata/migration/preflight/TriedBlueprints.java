package io.schemata.migration.preflight;

import io.schemata.migration.structure.Structure;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is known of blueprints after all was looked at.
 *
 * @param made the structures of those that were made for it
 * @param stored those with a structure that the database has already
 */
public record TriedBlueprints(Map<String, Structure> made, Set<String> stored) {
    /** @param stored of each that was looked at, whether the database has its structure */
    static TriedBlueprints of(Map<String, Structure> made, Map<String, Boolean> stored) {
        Set<String> there = stored.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new TriedBlueprints(Map.copyOf(made), there);
    }
}

package io.schemata.migration.preflight;

import io.schemata.migration.structure.Structure;
import java.util.Map;
import java.util.Set;

/**
 * What is known of blueprints after all was looked at.
 *
 * @param made the structures of those that were made for it
 * @param stored those with a structure that the database has already
 */
public record TriedBlueprints(Map<String, Structure> made, Set<String> stored) {}

package io.schemata.migration.rollout;

import java.util.List;

/**
 * What a run did to one schema.
 *
 * @param outcome one word
 * @param changes the names of those that were made
 * @param reason why it did not do more, or null
 * @param blueprintVersion the version of the blueprint that the schema is at now, or null where it failed
 * @param history a JSON list of the names and checksums of all its changesets, or null where it failed
 */
public record RolloutEntry(
        String tenant,
        String schema,
        String outcome,
        List<String> changes,
        long milliseconds,
        String reason,
        String blueprint,
        String blueprintVersion,
        String history) {}

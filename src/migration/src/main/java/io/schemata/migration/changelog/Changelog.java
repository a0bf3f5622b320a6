package io.schemata.migration.changelog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import liquibase.changelog.ChangeSet;

/**
 * The changesets of a blueprint, in order.
 *
 * @param checksums by changeset's name: computed once, and compared with those of each tenant
 */
public record Changelog(List<ChangeSet> changesets, Map<String, String> checksums) {
    static Changelog of(List<ChangeSet> changesets) {
        Map<String, String> checksums = new LinkedHashMap<>();
        changesets.forEach(changeset -> checksums.put(Changesets.name(changeset), Changesets.checksum(changeset)));
        return new Changelog(List.copyOf(changesets), checksums);
    }

    String checksum(ChangeSet changeset) {
        return checksums.get(Changesets.name(changeset));
    }
}

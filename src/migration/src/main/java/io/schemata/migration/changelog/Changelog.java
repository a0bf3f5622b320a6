package io.schemata.migration.changelog;

import java.util.List;
import liquibase.changelog.ChangeSet;

/** The changesets of a blueprint, in order. */
public record Changelog(List<ChangeSet> changesets) {}

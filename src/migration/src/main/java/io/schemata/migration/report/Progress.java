package io.schemata.migration.report;

/**
 * One step of long work that is done.
 *
 * @param done how many of {@code all} are done, this one included
 */
public record Progress(int done, int all, AppliedTenant tenant) {}

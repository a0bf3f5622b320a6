package io.schemata.migration.report;

/**
 * One step of long work that is done.
 *
 * @param done how much of {@code all} is done, this step included
 * @param summary one line for people
 */
public record Progress(long done, long all, String summary) {}

package io.schemata.migration.rollback;

/**
 * What is to be taken back.
 *
 * @param to the state: the name or tag of a run, or the name of the last change that stays
 * @param mayLose whether tables and columns that came since may go with their rows
 */
public record RollbackRequest(String tenant, String to, boolean mayLose) {}

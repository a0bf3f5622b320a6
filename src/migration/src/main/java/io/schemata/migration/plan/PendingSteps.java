package io.schemata.migration.plan;

import io.schemata.migration.changelog.AppliedChanges;
import io.schemata.migration.changelog.LiquibaseRun;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.database.SchemaSession;
import io.schemata.migration.lint.StatementLint;
import io.schemata.migration.report.Warning;
import io.schemata.migration.settings.DatabaseSetting;
import io.schemata.migration.targets.Target;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import liquibase.changelog.ChangeSet;

/**
 * The steps that a target still needs.
 *
 * @param changes creating the schema and its pending changesets, or none
 * @param settings those that the database does not know yet
 * @param warnings what the changes do to tables that are there, and to those who use them
 */
public record PendingSteps(List<Step> changes, List<Step> settings, List<Warning> warnings) {
    private static final String TABLES = "select relname from pg_class where relkind in ('r', 'p')"
            + " and relnamespace = to_regnamespace(quote_ident(?)) limit 1";

    public static final PendingSteps NONE = new PendingSteps(List.of(), List.of(), List.of());

    /** Reads them; a target with an edited changeset is refused. */
    public static PendingSteps read(Target target, SchemaSession session, LiquibaseRun liquibase) throws SQLException {
        AppliedChanges applied = AppliedChanges.read(session.connection(), target.schema());
        applied.requireUnedited(liquibase.changelog());
        return read(target, session, liquibase, applied);
    }

    /** The same where what is applied is known. */
    public static PendingSteps read(
            Target target, SchemaSession session, LiquibaseRun liquibase, AppliedChanges applied) throws SQLException {
        List<ChangeSet> pending = applied.pending(liquibase.changelog());
        List<Warning> warnings = isNew(target, session, applied) ? List.of() : StatementLint.of(pending);
        return new PendingSteps(changes(target, pending), settings(target, session), warnings);
    }

    /** Whether there are no tables yet. */
    private static boolean isNew(Target target, SchemaSession session, AppliedChanges applied) throws SQLException {
        return applied.checksums().isEmpty()
                && FirstColumn.of(session.connection(), TABLES, target.schema()).isEmpty();
    }

    /** The settings that the database does not know yet. */
    public static List<Step> settings(Target target, SchemaSession session) throws SQLException {
        List<Step> pending = new ArrayList<>();
        for (DatabaseSetting setting : target.settings()) {
            if (setting.isPending(session.connection())) {
                pending.add(new SettingStep(setting));
            }
        }
        return pending;
    }

    public boolean isEmpty() {
        return changes.isEmpty() && settings.isEmpty();
    }

    /** How many changesets: creating the schema is no change of its own. */
    public int changesets() {
        return (int) changes.stream().filter(ChangesetStep.class::isInstance).count();
    }

    /** Of changesets and settings. */
    public List<String> names() {
        return Stream.concat(changes.stream().filter(ChangesetStep.class::isInstance), settings.stream())
                .map(Step::name)
                .toList();
    }

    /** All of it as a script for psql. */
    public String sql() {
        StringBuilder script = new StringBuilder();
        changes.forEach(step -> script.append(step.sql()));
        if (!changes.isEmpty()) {
            script.append('\n');
        }
        settings.forEach(step -> script.append(step.sql()));
        return script.toString();
    }

    private static List<Step> changes(Target target, List<ChangeSet> pending) {
        if (pending.isEmpty()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>(List.of(new CreateSchemaStep(target.schema())));
        pending.forEach(changeset -> steps.add(new ChangesetStep(changeset)));
        return steps;
    }
}

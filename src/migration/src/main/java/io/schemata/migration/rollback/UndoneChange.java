package io.schemata.migration.rollback;

import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.changelog.Changesets;
import io.schemata.migration.lint.StatementLint;
import io.schemata.migration.report.Warning;
import io.schemata.migration.structure.PlainStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;

/**
 * A change that is taken back.
 *
 * @param statements what its file says how ({@code --rollback}), or none where its effects are of the structure alone, which
 *     is compared with that of the state before
 * @param obstacle why it cannot be taken back, or null
 */
record UndoneChange(String name, List<String> statements, String obstacle) {
    private static final Pattern OF_STRUCTURE =
            Pattern.compile("(create|alter|comment|grant|revoke|drop|set|reset) .*");
    private static final Pattern RENAMES = Pattern.compile("alter .* rename .*");

    /**
     * The way back of one change that was not made then.
     *
     * @param isCompared whether the structure of then is known
     * @param mayLose whether rows may go that came since
     */
    static UndoneChange of(String name, Changelog changelog, boolean isCompared, boolean mayLose) throws SQLException {
        Optional<ChangeSet> found = find(name, changelog);
        if (found.isEmpty()) {
            return new UndoneChange(name, List.of(), "its file is not in the blueprint any more");
        }
        ChangeSet changeset = found.get();
        if (Changesets.saysHowItIsUndone(changeset)) {
            List<String> statements = Changesets.rollbackStatements(changeset);
            return new UndoneChange(name, statements, mayLose ? null : loss(name, statements));
        }
        String obstacle = isCompared ? obstacle(name, changeset) : "its file does not say how (--rollback)";
        return new UndoneChange(name, List.of(), obstacle);
    }

    /** The way back of one that read otherwise then: its body is taken from the structure, and nothing else is known of it. */
    static UndoneChange ofBody(String name, Changelog changelog, boolean isCompared) throws SQLException {
        Optional<ChangeSet> found = find(name, changelog);
        String obstacle =
                isCompared ? found.isPresent() ? obstacle(name, found.get()) : null : "how it read then is not known";
        return new UndoneChange(name, List.of(), obstacle);
    }

    private static Optional<ChangeSet> find(String name, Changelog changelog) {
        return changelog.changesets().stream()
                .filter(changeset -> Changesets.name(changeset).equals(name))
                .findFirst();
    }

    private static String loss(String name, List<String> statements) {
        return StatementLint.of(name, statements).stream()
                .filter(Warning::isLoss)
                .findFirst()
                .map(warning -> "'%s': %s; --allow-loss lets it".formatted(warning.statement(), warning.effect()))
                .orElse(null);
    }

    private static String obstacle(String name, ChangeSet changeset) throws SQLException {
        for (String sql : Changesets.statements(changeset)) {
            String statement = PlainStatement.of(sql);
            boolean isOfRows = !OF_STRUCTURE.matcher(statement).matches()
                    || StatementLint.of(name, List.of(sql)).stream().anyMatch(Warning::isLoss);
            if (isOfRows || RENAMES.matcher(statement).matches()) {
                return "it %s, and its file does not say how that is undone (--rollback)"
                        .formatted(isOfRows ? "may change rows" : "gives something another name");
            }
        }
        return null;
    }
}

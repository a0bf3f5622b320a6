package io.schemata.migration.rollback;

import io.schemata.migration.changelog.Changelog;
import io.schemata.migration.changelog.Changesets;
import io.schemata.migration.lint.StatementLint;
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

    /**
     * The way back of one change.
     *
     * @param isCompared whether the structure before is known
     */
    static UndoneChange of(String name, Changelog changelog, boolean isCompared) throws SQLException {
        Optional<ChangeSet> found = changelog.changesets().stream()
                .filter(changeset -> Changesets.name(changeset).equals(name))
                .findFirst();
        if (found.isEmpty()) {
            return new UndoneChange(name, List.of(), "its file is not in the blueprint any more");
        }
        ChangeSet changeset = found.get();
        if (Changesets.saysHowItIsUndone(changeset)) {
            return new UndoneChange(name, Changesets.rollbackStatements(changeset), null);
        }
        return new UndoneChange(
                name, List.of(), isCompared ? obstacle(name, changeset) : "its file does not say how (--rollback)");
    }

    private static String obstacle(String name, ChangeSet changeset) throws SQLException {
        for (String sql : Changesets.statements(changeset)) {
            String statement = PlainStatement.of(sql);
            boolean isOfRows = !OF_STRUCTURE.matcher(statement).matches()
                    || StatementLint.of(name, List.of(sql)).stream().anyMatch(warning -> warning.isLoss());
            if (isOfRows) {
                return "it changes rows, and its file does not say how that is undone (--rollback)";
            }
        }
        return null;
    }
}

package io.schemata.migration.changelog;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.changelog.ChangeSet;

/**
 * The statements of a team's own changes. One that ends its transaction, or changes who runs the next, would be half done, or
 * do what no plan has shown.
 */
final class OwnStatements {
    private static final String REMARKS = "(?:\\s|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*";
    private static final Pattern NOT_ALLOWED = Pattern.compile(
            REMARKS + "(begin|start\\s+transaction|commit|end|rollback|abort|savepoint|release|prepare\\s+transaction"
                    + "|set\\s+(?:session\\s+|local\\s+)?(?:role|authorization)|set\\s+session|reset\\s+(?:role|all|session)|discard)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** What takes changes back runs in one transaction with all others, in the tenant's schema. */
    private static final Pattern NOT_ALLOWED_BACK = Pattern.compile(
            NOT_ALLOWED.pattern() + "|" + REMARKS + "((?:re)?set\\s+(?:session\\s+|local\\s+)?search_path)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private OwnStatements() {}

    /** Refuses the first of them. */
    static void require(Changelog changelog) {
        for (ChangeSet changeset : changelog.changesets()) {
            if (BlueprintFiles.isOwn(changeset.getFilePath())) {
                require(changeset);
            }
        }
    }

    private static void require(ChangeSet changeset) {
        try {
            require(changeset, Changesets.statements(changeset), NOT_ALLOWED);
            require(changeset, Changesets.rollbackStatements(changeset), NOT_ALLOWED_BACK);
        } catch (SQLException unreadable) {
            throw ChangelogFile.wrong("%s: %s".formatted(changeset.getFilePath(), unreadable.getMessage()));
        }
    }

    private static void require(ChangeSet changeset, List<String> statements, Pattern notAllowed) {
        for (String statement : statements) {
            Matcher found = notAllowed.matcher(statement);
            if (found.matches()) {
                throw ChangelogFile.wrong(
                        "%s: the change '%s' has '%s': a change is one transaction, and runs as the login of migrate"
                                .formatted(
                                        changeset.getFilePath(),
                                        changeset.getId(),
                                        (found.group(1) == null ? found.group(2) : found.group(1))
                                                .toLowerCase(Locale.ROOT)));
            }
        }
    }
}

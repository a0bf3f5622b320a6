package io.schemata.migration.changelog;

import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import liquibase.changelog.ChangeSet;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A changeset that the database refused: the file, the line where the server points to one, and the reason. */
public final class ChangesetFailure {
    private ChangesetFailure() {}

    /** @param sql the statement that failed */
    static MigrationException of(ChangeSet changeset, String sql, Throwable failure) {
        Optional<String> line = line(sql, position(failure));
        String place = line.flatMap(text -> number(changeset, text))
                .map(number -> changeset.getFilePath() + ":" + number)
                .orElse(changeset.getFilePath());
        String at = line.map(text -> ": " + text.strip()).orElse("");
        return new MigrationException(
                ErrorCode.FAILED_CHANGESET, "%s: %s".formatted(place, FailureReason.of(failure, at)), failure);
    }

    /** The line of the SQL that the server points to. */
    private static Optional<String> line(String sql, int position) {
        if (position == 0 || position > sql.length()) {
            return Optional.empty();
        }
        long before =
                sql.substring(0, position - 1).chars().filter(c -> c == '\n').count();
        return sql.lines().skip(before).findFirst();
    }

    private static int position(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException fromServer) {
                ServerErrorMessage message = fromServer.getServerErrorMessage();
                return message == null ? 0 : message.getPosition();
            }
        }
        return 0;
    }

    /** The number of that line in the file, from the changeset's own head on. */
    private static Optional<Integer> number(ChangeSet changeset, String line) {
        try {
            List<String> lines =
                    ChangelogFile.text(changeset.getFilePath()).lines().toList();
            boolean isInside = false;
            for (int i = 0; i < lines.size(); i++) {
                isInside |=
                        lines.get(i).startsWith("--changeset") && lines.get(i).contains(":" + changeset.getId());
                if (isInside && bare(lines.get(i)).equals(bare(line))) {
                    return Optional.of(i + 1);
                }
            }
        } catch (UncheckedIOException gone) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Where a text is split into statements, their ends are lost. */
    private static String bare(String line) {
        String text = line.strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    }
}

package io.schemata.migrate.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.schemata.migration.report.ComparedSchemas;
import io.schemata.migration.structure.Comparison.Difference;
import io.schemata.migration.structure.ObjectKind;
import java.util.List;

/** Shows a comparison: by kind, what only one of two has, and what reads otherwise, line by line. */
final class ComparisonText {
    private static final int CONTEXT_LINES = 1;
    private static final int HEADER_LINES = 2;
    private static final int WIDEST_NAME = 60;

    private final Terminal terminal;
    private final ComparedSchemas compared;
    private final List<Difference> shown;
    private final int width;
    private ObjectKind kind;

    private ComparisonText(Terminal terminal, ComparedSchemas compared) {
        this.terminal = terminal;
        this.compared = compared;
        this.shown = compared.differences().stream().filter(this::isOfItsOwn).toList();
        this.width = shown.stream()
                .mapToInt(difference -> difference.name().length())
                .filter(length -> length <= WIDEST_NAME)
                .max()
                .orElse(1);
    }

    /** Answers the exit code: 0 where nothing differs, 1 where something does. */
    static int show(Terminal terminal, ComparedSchemas compared) {
        if (terminal.isJson()) {
            terminal.document(compared);
        } else {
            new ComparisonText(terminal, compared).lines();
        }
        return compared.differences().isEmpty() ? 0 : 1;
    }

    private void lines() {
        shown.forEach(this::line);
        terminal.line("%s and %s: %s".formatted(compared.left(), compared.right(), sum()));
    }

    private String sum() {
        return switch (shown.size()) {
            case 0 -> terminal.green("no difference");
            case 1 -> terminal.bold("1 difference");
            default -> terminal.bold(shown.size() + " differences");
        };
    }

    /** The columns of a table that only one of two has go without saying. */
    private boolean isOfItsOwn(Difference difference) {
        String table = difference.name().split("\\.", 2)[0];
        return difference.kind() != ObjectKind.COLUMN
                || compared.differences().stream()
                        .noneMatch(other -> other.kind() == ObjectKind.TABLE
                                && other.name().equals(table)
                                && (other.left() == null || other.right() == null));
    }

    private void line(Difference difference) {
        if (difference.kind() != kind) {
            kind = difference.kind();
            terminal.line(terminal.bold(kind.plural()));
        }
        if (difference.right() == null) {
            terminal.line("%s  only in %s".formatted(terminal.red("  - " + padded(difference)), compared.left()));
        } else if (difference.left() == null) {
            terminal.line("%s  only in %s".formatted(terminal.green("  + " + padded(difference)), compared.right()));
        } else {
            terminal.line("  ~ " + difference.name());
            diff(difference).forEach(this::coloured);
        }
    }

    private String padded(Difference difference) {
        return ("%-" + width + "s").formatted(difference.name());
    }

    private void coloured(String line) {
        String indented = "      " + line;
        if (line.startsWith("-")) {
            terminal.line(terminal.red(indented));
        } else {
            terminal.line(line.startsWith("+") ? terminal.green(indented) : indented);
        }
    }

    private static List<String> diff(Difference difference) {
        List<String> left = difference.left().lines().toList();
        List<String> right = difference.right().lines().toList();
        List<String> lines =
                UnifiedDiffUtils.generateUnifiedDiff("", "", left, DiffUtils.diff(left, right), CONTEXT_LINES);
        return lines.stream()
                .skip(HEADER_LINES)
                .filter(line -> !line.startsWith("@@"))
                .toList();
    }
}

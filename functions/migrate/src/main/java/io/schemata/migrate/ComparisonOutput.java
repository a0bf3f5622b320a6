package io.schemata.migrate;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.schemata.structure.Comparison.Difference;
import io.schemata.structure.Kind;
import java.util.List;

/** Shows a comparison: by kind, what only one of two has, and what reads otherwise, line by line. */
final class ComparisonOutput {
    private static final int CONTEXT_LINES = 1;
    private static final int HEADER_LINES = 2;
    private static final int WIDEST_NAME = 60;

    private final Output output;
    private final Report.Compared compared;
    private final List<Difference> shown;
    private final int width;
    private Kind kind;

    private ComparisonOutput(Output output, Report.Compared compared) {
        this.output = output;
        this.compared = compared;
        this.shown = compared.differences().stream().filter(this::isOfItsOwn).toList();
        this.width = shown.stream()
                .mapToInt(difference -> difference.name().length())
                .filter(length -> length <= WIDEST_NAME)
                .max()
                .orElse(1);
    }

    /** Answers the exit code: 0 where nothing differs, 1 where something does. */
    static int show(Output output, Report.Compared compared) {
        if (output.isJson()) {
            output.document(compared);
        } else {
            new ComparisonOutput(output, compared).lines();
        }
        return compared.differences().isEmpty() ? 0 : 1;
    }

    private void lines() {
        shown.forEach(this::line);
        output.line("%s and %s: %s".formatted(compared.left(), compared.right(), sum()));
    }

    private String sum() {
        return switch (shown.size()) {
            case 0 -> output.green("no difference");
            case 1 -> output.bold("1 difference");
            default -> output.bold(shown.size() + " differences");
        };
    }

    /** The columns of a table that only one of two has go without saying. */
    private boolean isOfItsOwn(Difference difference) {
        String table = difference.name().split("\\.", 2)[0];
        return difference.kind() != Kind.COLUMN
                || compared.differences().stream()
                        .noneMatch(other -> other.kind() == Kind.TABLE
                                && other.name().equals(table)
                                && (other.left() == null || other.right() == null));
    }

    private void line(Difference difference) {
        if (difference.kind() != kind) {
            kind = difference.kind();
            output.line(output.bold(kind.plural()));
        }
        if (difference.right() == null) {
            output.line("%s  only in %s".formatted(output.red("  - " + padded(difference)), compared.left()));
        } else if (difference.left() == null) {
            output.line("%s  only in %s".formatted(output.green("  + " + padded(difference)), compared.right()));
        } else {
            output.line("  ~ " + difference.name());
            diff(difference).forEach(this::coloured);
        }
    }

    private String padded(Difference difference) {
        return ("%-" + width + "s").formatted(difference.name());
    }

    private void coloured(String line) {
        String indented = "      " + line;
        if (line.startsWith("-")) {
            output.line(output.red(indented));
        } else {
            output.line(line.startsWith("+") ? output.green(indented) : indented);
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

package io.schemata.migrate;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.schemata.structure.Comparison.Difference;
import io.schemata.structure.Kind;
import java.util.List;

/** Shows a comparison: by kind, what only one of two has, and what reads otherwise, line by line. */
final class Comparing {
    private static final int CONTEXT_LINES = 1;
    private static final int HEADER_LINES = 2;

    private final Output output;
    private final Report.Compared compared;
    private Kind kind;

    private Comparing(Output output, Report.Compared compared) {
        this.output = output;
        this.compared = compared;
    }

    /** Answers the exit code: 0 where nothing differs, 1 where something does. */
    static int show(Output output, Report.Compared compared) {
        new Comparing(output, compared).show();
        return compared.differences().isEmpty() ? 0 : 1;
    }

    private void show() {
        if (output.isJson()) {
            output.document(compared);
            return;
        }
        compared.differences().stream().filter(this::isOfItsOwn).forEach(this::line);
        output.line("%s and %s: %s"
                .formatted(
                        compared.left(),
                        compared.right(),
                        compared.differences().isEmpty()
                                ? output.green("no difference")
                                : output.bold(compared.differences().size() + " differences")));
    }

    /** The columns of a table that only one of two has go without saying. */
    private boolean isOfItsOwn(Difference difference) {
        String table = difference.name().split("\\.", 2)[0];
        return difference.kind() != Kind.COLUMN
                || compared.differences().stream()
                        .noneMatch(other ->
                                other.kind() == Kind.TABLE && other.name().equals(table));
    }

    private void line(Difference difference) {
        if (difference.kind() != kind) {
            kind = difference.kind();
            output.line(output.bold(kind.plural()));
        }
        if (difference.right() == null) {
            output.line(output.red("  - %s".formatted(difference.name())) + "  only in " + compared.left());
        } else if (difference.left() == null) {
            output.line(output.green("  + %s".formatted(difference.name())) + "  only in " + compared.right());
        } else {
            output.line("  ~ " + difference.name());
            diff(difference).forEach(this::coloured);
        }
    }

    private void coloured(String line) {
        String indented = "      " + line;
        output.line(
                line.startsWith("-") ? output.red(indented) : line.startsWith("+") ? output.green(indented) : indented);
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

package io.schemata.migration.move;

import io.schemata.migration.report.Progress;
import java.util.List;
import java.util.function.Consumer;

/** Shows how far a copy is: a line a second, and one for each table. */
final class CopyProgress {
    private static final long A_SECOND = 1_000_000_000;

    private final Consumer<Progress> shown;
    private final long all;
    private long doneBefore;
    private long start;
    private long rowsAtStart;
    private long lastShown = System.nanoTime();

    CopyProgress(List<CopiedTable> tables, Consumer<Progress> shown) {
        this.shown = shown;
        this.all = Math.max(1, tables.stream().mapToLong(CopiedTable::rows).sum());
    }

    void begin(CopiedTable table, long rows) {
        start = System.nanoTime();
        rowsAtStart = rows;
    }

    void show(CopiedTable table, long rows, boolean isCopied) {
        long now = System.nanoTime();
        if (isCopied || now - lastShown > A_SECOND) {
            lastShown = now;
            long rate = (rows - rowsAtStart) * A_SECOND / Math.max(1, now - start);
            // The number of all rows is an estimate: it is reached by the last table, and not before.
            long done = Math.min(Math.max(1, doneBefore + rows), all);
            shown.accept(new Progress(done, all, "%s: %,d rows, %,d a second".formatted(table.name(), rows, rate)));
        }
        if (isCopied) {
            doneBefore += rows;
        }
    }
}

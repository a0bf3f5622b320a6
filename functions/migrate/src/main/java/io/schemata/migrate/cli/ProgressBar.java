package io.schemata.migrate.cli;

import java.io.PrintWriter;
import java.time.Duration;

/** The last line of a terminal while long work goes on: how much is done, and how long the rest may take. */
final class ProgressBar {
    private static final int CELLS = 24;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final long start = System.nanoTime();

    ProgressBar(PrintWriter out) {
        this.out = out;
    }

    /** Writes a line above the bar, and the bar anew; with all done it is gone. */
    void show(String line, long done, long all) {
        out.print(ERASE_LINE);
        out.println(line);
        if (done < all) {
            int full = (int) (CELLS * done / all);
            out.print("%s%s %,d of %,d, %s left"
                    .formatted("█".repeat(full), "░".repeat(CELLS - full), done, all, words(left(done, all))));
        }
        out.flush();
    }

    /** As long as those that are done have taken each. */
    private Duration left(long done, long all) {
        return Duration.ofNanos((long) ((System.nanoTime() - start) * ((all - done) / (double) done)));
    }

    private static String words(Duration time) {
        return time.toMinutes() == 0
                ? "%d s".formatted(time.toSeconds() + 1)
                : "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart());
    }
}

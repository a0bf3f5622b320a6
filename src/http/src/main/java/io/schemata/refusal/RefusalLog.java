package io.schemata.refusal;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * One line for each refused or failed call, with fixed keys. Of each code no more than a few a second: the line after them
 * says how many were left out, so that refusals cannot fill a disk.
 */
public final class RefusalLog {
    private static final Logger LOG = Logger.getLogger("io.schemata.refusal");
    private static final int MOST_PER_WINDOW = 20;
    private static final long WINDOW_NANOSECONDS = Duration.ofSeconds(1).toNanos();

    private final Map<Code, Window> windows = new EnumMap<>(Code.class);

    private static final class Window {
        private long begunNanoseconds = System.nanoTime();
        private int written;
        private long leftOut;
    }

    /** @param call the call as far as it got */
    public void write(String call, RefusedException refused) {
        long leftOut = leftOut(refused.code());
        if (leftOut < 0) {
            return;
        }
        Code code = refused.code();
        Throwable cause = refused.getCause();
        LOG.logf(
                level(code),
                code == Code.INTERNAL ? cause : null,
                "%s code=%s%s%s",
                call,
                code,
                leftOut == 0 ? "" : " leftOut=" + leftOut,
                cause != null && (code.isTransient() || isForLog(cause)) ? " cause=" + cause.getMessage() : "");
    }

    /** A function answers what its endpoint does not document: a fault of ours, though the answer may be right. */
    public void undocumented(String function, Code code) {
        LOG.errorf("function=%s answers %s, which its endpoint does not document", function, code);
    }

    /** How many lines of this code were left out before this one; less than none when this one is left out too. */
    private synchronized long leftOut(Code code) {
        Window window = windows.computeIfAbsent(code, first -> new Window());
        long now = System.nanoTime();
        if (now - window.begunNanoseconds > WINDOW_NANOSECONDS) {
            window.begunNanoseconds = now;
            window.written = 0;
        }
        if (window.written >= MOST_PER_WINDOW) {
            window.leftOut++;
            return -1;
        }
        window.written++;
        long leftOut = window.leftOut;
        window.leftOut = 0;
        return leftOut;
    }

    /** Whether the reason is one of ours, that was written for this line. */
    private static boolean isForLog(Throwable cause) {
        return cause instanceof RefusedException;
    }

    private static Logger.Level level(Code code) {
        if (code == Code.INTERNAL) {
            return Logger.Level.ERROR;
        }
        return code.isTransient() ? Logger.Level.WARN : Logger.Level.INFO;
    }
}

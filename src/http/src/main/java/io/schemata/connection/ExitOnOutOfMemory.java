package io.schemata.connection;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Ends the process when it is out of memory. Vert.x and Netty catch the error, log it and go on, some of them without the
 * thread that accepted connections: a process that lingers deaf is worse than one that is started again. What they log
 * is where it shows, whichever memory it was.
 */
@ApplicationScoped
class ExitOnOutOfMemory {
    /** As the JVM's own ExitOnOutOfMemoryError. */
    private static final int EXIT_CODE = 3;

    void install(@Observes @Priority(1) StartupEvent event) {
        Logger.getLogger("").addHandler(new Watch());
    }

    private static final class Watch extends Handler {
        @Override
        public void publish(LogRecord record) {
            for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
                if (cause instanceof OutOfMemoryError) {
                    Runtime.getRuntime().halt(EXIT_CODE);
                }
            }
        }

        @Override
        public void flush() {
            // nothing is kept
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}

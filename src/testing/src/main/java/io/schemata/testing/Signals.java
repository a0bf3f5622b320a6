package io.schemata.testing;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals of the operating system to a process. */
public final class Signals {
    private Signals() {}

    /** Sends it by its name, such as STOP, and goes on when it has been sent. */
    public static void send(String name, long process) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("no %s to %d".formatted(name, process));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

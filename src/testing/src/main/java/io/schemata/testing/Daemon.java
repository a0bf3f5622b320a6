package io.schemata.testing;

import java.io.IOException;

/** Work on a socket beside a test, which ends with the socket and holds nothing up. */
public final class Daemon {
    private Daemon() {}

    public interface Work {
        void run() throws IOException;
    }

    public static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // one of the ends is gone
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}

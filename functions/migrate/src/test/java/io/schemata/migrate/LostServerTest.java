package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.migration.database.JdbcAddress;
import io.schemata.migration.database.ProbingSocketFactory;
import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;

/** A statement has no end of its own: that its server is lost has to be noticed below it. */
class LostServerTest {
    @Test
    void isNoticedWithinAMinute() throws IOException {
        try (Socket socket = new ProbingSocketFactory().createSocket()) {
            assertTrue(socket.getKeepAlive());
            int seconds = socket.getOption(ExtendedSocketOptions.TCP_KEEPIDLE)
                    + socket.getOption(ExtendedSocketOptions.TCP_KEEPINTERVAL)
                            * socket.getOption(ExtendedSocketOptions.TCP_KEEPCOUNT);
            assertEquals(60, seconds);
        }
    }

    @Test
    void isLookedForOnEachConnection() {
        Properties properties =
                JdbcAddress.of("postgresql://owner@db.example:5432/app").properties();
        assertEquals(ProbingSocketFactory.class.getName(), properties.getProperty("socketFactory"));
    }
}

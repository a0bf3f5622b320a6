package io.schemata.connection;

import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What a client's connection may take. Read when the server starts, by what has no injection.
 *
 * @param mostConnections {@code schemata.http.max-connections}: how many there may be, of all clients together
 * @param untilFirstRequest {@code schemata.http.until-first-request}: from connecting to the end of the first request
 * @param untilNextRequest {@code schemata.http.until-next-request}: from an answer to the end of the next request
 */
record ConnectionLimits(int mostConnections, Duration untilFirstRequest, Duration untilNextRequest) {
    static ConnectionLimits configured() {
        Config config = ConfigProvider.getConfig();
        return new ConnectionLimits(
                config.getValue("schemata.http.max-connections", Integer.class),
                config.getValue("schemata.http.until-first-request", Duration.class),
                config.getValue("schemata.http.until-next-request", Duration.class));
    }
}

package io.schemata.connection;

import io.schemata.registry.Range;
import java.time.Duration;
import java.util.Locale;
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
                Range.positive(
                        "SCHEMATA_HTTP_MAX_CONNECTIONS",
                        config.getValue("schemata.http.max-connections", Integer.class)),
                duration(config, "schemata.http.until-first-request"),
                duration(config, "schemata.http.until-next-request"));
    }

    private static Duration duration(Config config, String setting) {
        String variable = setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return Range.positive(variable, config.getValue(setting, Duration.class));
    }
}

package io.schemata.address;

import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Finds a database's address among a program's settings; the environment wins over files. */
public final class AddressConfig {
    private AddressConfig() {}

    /** The address that the first of these settings says which is there. */
    public static DatabaseAddress read(String... settings) {
        String url = null;
        for (String setting : settings) {
            url = url == null ? raw(setting) : url;
        }
        return AddressReader.read(url, AddressConfig::raw);
    }

    /** As it is written: a password may have what would be an expression or a list in a setting. */
    private static String raw(String setting) {
        Config config = ConfigProvider.getConfig();
        return StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .map((ConfigSource source) -> source.getValue(setting))
                .filter(value -> value != null)
                .findFirst()
                // A native program that has not started yet has no variables in its configuration.
                .orElseGet(() -> System.getenv(setting));
    }
}

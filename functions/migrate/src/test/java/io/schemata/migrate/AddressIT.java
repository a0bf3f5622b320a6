package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Program;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What migrate says of a database's address that it cannot use. */
class AddressIT {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | DATABASE_URL is not set",
                "postgresql://u:hid/den@h/d | a slash in a password has to be written as %2F",
                "postgresql://u:hidden@h/d?sslmode=verify-full&sslrootcert=/none | there is no file /none",
                "postgresql://u:hidden@h/d?schema=x | the parameter 'schema' is not known here",
            })
    void saysWhichPartIsAtFaultAndNoSecret(String url, String reason) {
        Map<String, String> settings = MigratedDatabase.migrateSettings(url);
        Program.Ended ended = Program.of("migrate").run(settings, "status");
        assertNotEquals(0, ended.exitCode());
        assertTrue(ended.output().contains(reason), ended.output());
        assertFalse(ended.output().matches("(?s).*(hidden|hid/den).*"), ended.output());
    }
}

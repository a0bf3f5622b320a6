package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.schemata.testing.Program;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A newcomer's first calls are answered in a line that says what is wrong, and never with a secret. */
@Tag("slow")
class FirstContactIT {
    private static final Program MIGRATE = Program.of("migrate");
    private static final String SECRET = "s3cret";
    private static final Map<String, String> TENANT = Map.of(
            "SCHEMATA_TENANTS_ONE_SCHEMA", "one",
            "SCHEMATA_TENANTS_ONE_BLUEPRINT", "video-studio",
            "SCHEMATA_TENANTS_ONE_STAGE", "test");

    @RegisterExtension
    private static final EmptyDatabase DATABASE = new EmptyDatabase();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            --help           | 0 | Usage: migrate
            --version        | 0 | migrate 0.1
            status --help    | 0 | Usage: migrate status
            plan --help      | 0 | Usage: migrate plan
            apply --help     | 0 | Usage: migrate apply
            validate --help  | 0 | Usage: migrate validate
            compare --help   | 0 | Usage: migrate compare
            capabilities     | 0 | calls job_owner(uuid), which returns uuid: which user owns a job; without one:
            capabilities --json | 0 | "name" : "credits"
            generate-completion | 0 | complete -F _complete_migrate
            extract --help   | 0 | Usage: migrate extract
            §§               | 2 | Usage: migrate
            stauts           | 2 | Unmatched argument at index 0: 'stauts'
            status --tennant | 2 | Unknown option: '--tennant'
            compare          | 2 | Missing required parameter: '<subject>'
            apply --wait-seconds soon | 2 | Invalid value for option '--wait-seconds'
            """)
    void helpAndUsageNeedNoConfiguration(String line, int exitCode, String said) {
        Program.Ended ended = MIGRATE.run(Map.of(), line.isEmpty() ? new String[0] : line.split(" "));
        assertEquals(exitCode, ended.exitCode(), ended::output);
        assertTrue(ended.output().contains(said), ended::output);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', textBlock = """
            SCHEMATA_TENANTS_ONE_STAGE=prod            | SCHEMATA_TENANTS_ONE_STAGE: 'prod' is no stage
            SCHEMATA_TENANTS_ONE_STAGE=stagin          | did you mean 'staging'?
            SCHEMATA_TENANTS_ONE_SCHEMA=One            | schemata.tenants.one.schema: 'One' is not a schema name
            SCHEMATA_TENANTS_ONE_SCHEMA=auth           | 'auth' is not a tenant's to have
            SCHEMATA_TENANTS_ONE_SCHMEA=one            | SCHEMATA_TENANTS_ONE_SCHMEA ends in no setting of a tenant
            SCHEMATA_TENANTS_TWO_SCHEMA=two            | tenant 'two' has no blueprint
            SCHEMATA_DEFAULT_TENANT=nobody             | 'nobody' is not one of schemata.tenants
            SCHEMATA_TENANTS_ONE_NEW_USERS_WELCOME_CREDITS=many | 'many' is no whole number
            SCHEMATA_TENANTS_ONE_NEW_USERS_WELCOME_CREDITS=-1   | -1 is not from 0 to 1000000
            SCHEMATA_TENANTS_ONE_NEW_USERS_ENROLLED=perhaps     | 'perhaps' is neither true nor false
            SCHEMATA_PROJECT=/nowhere                  | the project '/nowhere' has no schemata.yaml
            SCHEMATA_REQUIRE_PRODUCTION=true           | the database is a local one
            SCHEMATA_MIGRATE_LOCK_TIMEOUT=soon         | schemata.migrate.lock-timeout
            """)
    void aWrongSettingIsNamed(String setting, String said) {
        Map<String, String> settings = new HashMap<>(TENANT);
        settings.put("DATABASE_URL", "postgresql://postgres:%s@127.0.0.1:1/postgres".formatted(SECRET));
        settings.put(setting.split("=")[0], setting.split("=")[1]);
        assertRefused(2, said, MIGRATE.run(settings, "status"));
    }

    /** A person sees a bar with the time left; a log, or a person who wants no colours, lines. */
    @Test
    void longWorkShowsABarAtATerminalAlone() {
        Map<String, String> settings = new HashMap<>(TENANT);
        settings.put("DATABASE_URL", DATABASE.url("postgres"));
        Program terminal = MIGRATE.atTerminal();
        assertTrue(terminal.run(settings, "apply").output().contains("░ 1 of 2, "));
        settings.put("NO_COLOR", "1");
        assertTrue(terminal.run(settings, "apply").output().contains("[1/2] "));
        settings.remove("NO_COLOR");
        assertTrue(MIGRATE.run(settings, "apply").output().contains("[1/2] "));
    }

    @Test
    void withoutTenantsItSaysHowToNameOne() {
        assertRefused(2, "no tenant is configured: name one in schemata.yaml", DATABASE.migrate(Map.of(), "status"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '§', nullValues = "unset", textBlock = """
            unset                                                      | 2 | DATABASE_URL
            postgres:s3cret@127.0.0.1                                  | 2 | DATABASE_URL
            postgresql://postgres:s3cret@127.0.0.1:many/postgres       | 2 | port
            postgresql://postgres:s3cr%et@127.0.0.1/postgres           | 2 | password
            postgresql://postgres:s3cret@127.0.0.1/postgres?sslmode=no | 2 | sslmode
            mysql://postgres:s3cret@127.0.0.1/postgres                 | 2 | postgresql://
            postgresql://schemata_functions:s3cret@127.0.0.1:PORT/postgres | 2 | DATABASE_URL logs in as schemata_functions: migrate needs the login that owns
            postgresql://postgres:s3cret@127.0.0.1:1/postgres          | 3 | cannot connect to 127.0.0.1:1/postgres as postgres: Connection to 127.0.0.1:1 refused
            postgresql://postgres:s3cret@nowhere.invalid/postgres      | 3 | cannot connect to nowhere.invalid:5432/postgres as postgres: there is no host of that name
            postgresql://postgres:s3cret@127.0.0.1:PORT/nothing        | 3 | database "nothing" does not exist
            postgresql://nobody:s3cret@127.0.0.1:PORT/postgres         | 3 | role "nobody" does not exist
            postgresql://postgres:s3cret@127.0.0.1:PORT/postgres?sslmode=require | 3 | The server does not support SSL
            """)
    void aDatabaseThatCannotBeReachedIsNamedWithItsReason(String url, int exitCode, String said) {
        Map<String, String> settings = new HashMap<>(TENANT);
        if (url != null) {
            settings.put("DATABASE_URL", url.replace("PORT", Integer.toString(DATABASE.port())));
        }
        assertRefused(exitCode, said, MIGRATE.run(settings, "status"));
    }

    private static void assertRefused(int exitCode, String said, Program.Ended ended) {
        assertEquals(exitCode, ended.exitCode(), ended::output);
        List<String> reasons = ended.output()
                .lines()
                .filter(line -> line.startsWith("migrate: "))
                .toList();
        assertEquals(1, reasons.size(), ended::output);
        assertTrue(reasons.get(0).contains(said), ended::output);
        assertFalse(ended.output().contains(SECRET), ended::output);
        assertTrue(ended.output().lines().count() <= 2, ended::output);
    }
}

package io.schemata.migrate.cli;

import io.quarkus.runtime.Quarkus;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code migrate serve}. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description =
                "Serves status, plan, apply, validate, compare and exposure at POST /migrate, for the service's keys"
                        + " alone, until it is stopped. No other command listens.")
class ServeCommand implements Callable<Integer> {
    private static final String PROFILE = "quarkus.profile";
    private static final String PORT = "quarkus.http.port";
    private static final String PROFILE_VARIABLE = "QUARKUS_PROFILE";

    private static final int HIGHEST_PORT = 65_535;

    @Option(names = "--port", paramLabel = "<port>", description = "QUARKUS_HTTP_PORT or 8080 without it")
    Integer port;

    @Spec
    CommandSpec spec;

    /** Before anything starts: the settings of the profile {@code serve} turn the server on. */
    void prepare() {
        String profile = Optional.ofNullable(System.getProperty(PROFILE, System.getenv(PROFILE_VARIABLE)))
                .orElse("prod");
        System.setProperty(PROFILE, profile + ",serve");
        if (port != null) {
            System.setProperty(PORT, Integer.toString(usable(port)));
        }
    }

    private int usable(int number) {
        if (number < 0 || number > HIGHEST_PORT) {
            throw new ParameterException(
                    spec.commandLine(), "--port %d is not from 0 to %d".formatted(number, HIGHEST_PORT));
        }
        return number;
    }

    @Override
    public Integer call() {
        spec.commandLine()
                .getOut()
                .println("migrate serves on port " + ConfigProvider.getConfig().getValue(PORT, Integer.class));
        Quarkus.waitForExit();
        return 0;
    }
}

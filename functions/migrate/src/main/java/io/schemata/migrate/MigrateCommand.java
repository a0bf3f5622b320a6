package io.schemata.migrate;

import jakarta.enterprise.context.Dependent;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The commands over the configured tenants. Each answers with its exit code. */
@Dependent
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        version = "migrate 0.1",
        synopsisSubcommandLabel = "<command>",
        subcommands = {
            MigrateCommand.Status.class,
            MigrateCommand.Plan.class,
            MigrateCommand.Apply.class,
            MigrateCommand.Validate.class,
            CompareCommand.class,
            ExtractCommand.class
        },
        description = "Creates, upgrades, checks and compares the schemas of the configured tenants.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, nothing failed",
            "1:at least one tenant failed, the others are done; or validate or compare found something",
            "2:wrong usage, an unknown tenant, or not allowed; nothing was changed",
            "3:it could not be told: the database did not answer, or there is no such schema"
        })
public class MigrateCommand {
    private final Migrator migrator;
    private final Validator validator;
    private final Inspector inspector;

    public MigrateCommand(Migrator migrator, Validator validator, Inspector inspector) {
        this.migrator = migrator;
        this.validator = validator;
        this.inspector = inspector;
    }

    Inspector inspector() {
        return inspector;
    }

    /** What every command over tenants takes. */
    abstract static class OverTenants extends ReportingCommand {
        @Option(names = "--tenant", split = ",", paramLabel = "<name>", description = "these tenants; all without it")
        List<String> tenants = List.of();

        Migrator migrator() {
            return parent.migrator;
        }
    }

    @Command(name = "status", description = "Shows what each tenant has and what it still needs. Changes nothing.")
    static class Status extends OverTenants {
        @Override
        public Integer call() {
            Output output = output();
            return output.status(migrator().status(tenants, output::tenant));
        }
    }

    @Command(
            name = "plan",
            description = "Shows the exact SQL each tenant would get, and the plan's id. Changes nothing.")
    static class Plan extends OverTenants {
        @Override
        public Integer call() {
            return output().plan(migrator().plan(tenants));
        }
    }

    @Command(
            name = "validate",
            description = "Checks that each tenant has what its blueprint says, and what is checked of any schema."
                    + " Changes nothing.")
    static class Validate extends OverTenants {
        @Override
        public Integer call() {
            Output output = output();
            return output.validated(parent.validator.validate(tenants, output::tenant));
        }
    }

    @Command(name = "apply", description = "Brings each tenant up to its blueprint.")
    static class Apply extends OverTenants {
        @Option(names = "--approve", paramLabel = "<plan id>", description = "the plan a production tenant may get")
        String approved;

        @Option(
                names = "--wait-seconds",
                defaultValue = "60",
                paramLabel = "<n>",
                description = "how long to wait for another migrate at the same tenant (default: ${DEFAULT-VALUE})")
        int waitSeconds;

        @Override
        public Integer call() {
            if (waitSeconds < 0) {
                throw new NotAllowed("--wait-seconds cannot be negative");
            }
            Output output = output();
            return output.applied(
                    migrator().apply(tenants, approved, Duration.ofSeconds(waitSeconds), output::progress));
        }
    }
}

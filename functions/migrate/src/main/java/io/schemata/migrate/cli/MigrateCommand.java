package io.schemata.migrate.cli;

import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The commands over the configured tenants. Each answers with its exit code. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        version = "migrate 0.1",
        synopsisSubcommandLabel = "<command>",
        subcommands = {
            InitCommand.class,
            CapabilitiesCommand.class,
            StatusCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            CreateCommand.class,
            SyncCommand.class,
            RepairCommand.class,
            RollbackCommand.class,
            MoveCommand.class,
            BaselineCommand.class,
            AdoptCommand.class,
            ValidateCommand.class,
            CompareCommand.class,
            ExtractCommand.class,
            ExposureCommand.class,
            ServeCommand.class,
            GenerateCompletion.class
        },
        description = "Creates, upgrades, checks, compares and repairs the schemas of the configured tenants.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, nothing failed",
            "1:at least one tenant failed, the others are done; or validate, compare or status --exit-code found something",
            "2:wrong usage, wrong configuration, an unknown tenant, or not allowed; nothing was changed",
            "3:it could not be told: the database did not answer, or there is no such schema"
        })
class MigrateCommand {
    @Option(
            names = "--project",
            scope = ScopeType.INHERIT,
            paramLabel = "<folder>",
            description =
                    "the folder with schemata.yaml and blueprints; SCHEMATA_PROJECT or the working folder without it")
    String project;

    private final Engine engine;

    /** For usage and help alone. */
    MigrateCommand() {
        this(null);
    }

    MigrateCommand(Engine engine) {
        this.engine = engine;
    }

    Engine engine() {
        return engine;
    }
}

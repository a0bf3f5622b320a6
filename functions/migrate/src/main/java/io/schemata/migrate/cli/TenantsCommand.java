package io.schemata.migrate.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** A command over some tenants, or all. */
abstract class TenantsCommand extends ReportingCommand {
    @Option(names = "--tenant", split = ",", paramLabel = "<name>", description = "these tenants; all without it")
    List<String> tenants = List.of();
}

package io.schemata.migrate.cli;

import io.schemata.migration.changelog.Capability;
import io.schemata.migration.changelog.Capability.Hook;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** {@code migrate capabilities}: needs no configuration and no database. */
@Command(
        name = "capabilities",
        description =
                "Shows what a blueprint can be composed of, what each part needs before it, and which functions of a"
                        + " product it calls.")
class CapabilitiesCommand extends ReportingCommand {
    @Override
    public Integer call() {
        Terminal terminal = terminal();
        List<Capability> all = Capability.all();
        if (json) {
            terminal.document(Map.of("capabilities", all));
        } else {
            all.forEach(capability -> show(terminal, capability));
        }
        return ExitCode.OK;
    }

    private static void show(Terminal terminal, Capability capability) {
        terminal.line("%s  %s".formatted(terminal.bold(capability.name()), capability.include()));
        terminal.line("  " + capability.holds());
        if (!capability.needs().isEmpty()) {
            terminal.line("  needs before it: " + String.join(", ", capability.needs()));
        }
        for (Hook hook : capability.calls()) {
            terminal.line("  calls %s, which returns %s: %s; without one: %s"
                    .formatted(hook.function(), hook.returns(), hook.says(), hook.otherwise()));
        }
    }
}

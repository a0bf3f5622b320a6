package io.schemata.migrate.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code migrate init}: needs no configuration and no database. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = "Writes a project folder: schemata.yaml and a blueprint to begin with. Overwrites nothing.")
class InitCommand implements Callable<Integer> {
    private static final String SCHEMA = "schemata.schema.json";
    private static final List<String> FILES =
            List.of("schemata.yaml", "blueprints/app.yaml", "blueprints/app/001-notes.sql");

    @ParentCommand
    MigrateCommand parent;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path folder = Path.of(parent.project == null ? "" : parent.project);
        for (String file : FILES) {
            if (Files.exists(folder.resolve(file))) {
                spec.commandLine()
                        .getErr()
                        .println("migrate: there is a %s already; nothing was written".formatted(file));
                return ExitCode.USAGE;
            }
        }
        for (String file : FILES) {
            write("project/" + file, folder.resolve(file));
        }
        write(SCHEMA, folder.resolve(SCHEMA));
        spec.commandLine()
                .getOut()
                .println("Next: set DATABASE_URL to the owner's address, and run 'migrate plan' and"
                        + " 'migrate apply' in that folder");
        return ExitCode.OK;
    }

    private void write(String resource, Path file) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        try (InputStream content = InitCommand.class.getClassLoader().getResourceAsStream(resource)) {
            if (!Files.exists(file)) {
                Files.copy(content, file);
                spec.commandLine().getOut().println("wrote " + file);
            }
        }
    }
}

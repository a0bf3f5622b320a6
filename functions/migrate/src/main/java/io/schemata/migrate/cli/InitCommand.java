package io.schemata.migrate.cli;

import io.schemata.migration.project.FoundSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code migrate init}: needs no configuration, and a database only to look at a schema that is there. */
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

    @Option(
            names = "--from",
            paramLabel = "<schema>",
            description =
                    "begins with a schema that is there, in the database of DATABASE_URL: names what it found, and leaves"
                            + " out the capabilities whose names are taken")
    String from;

    @Override
    public Integer call() throws IOException {
        Path folder = Path.of(parent.project == null ? "" : parent.project);
        Map<String, String> files = files();
        for (String file : files.keySet()) {
            if (Files.exists(folder.resolve(file))) {
                spec.commandLine()
                        .getErr()
                        .println("migrate: there is a %s already; nothing was written".formatted(file));
                return ExitCode.USAGE;
            }
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            write(file.getValue(), folder.resolve(file.getKey()));
        }
        write(resource(SCHEMA), folder.resolve(SCHEMA));
        spec.commandLine()
                .getOut()
                .println("Next: set DATABASE_URL to the owner's address, and run 'migrate plan' and"
                        + " 'migrate apply' in that folder");
        return ExitCode.OK;
    }

    /** The texts by their places in the folder. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        if (from == null) {
            for (String file : FILES) {
                files.put(file, resource("project/" + file));
            }
            return files;
        }
        FoundProject found = new FoundProject(FoundSchema.read(from));
        found.lines().forEach(spec.commandLine().getOut()::println);
        files.put("schemata.yaml", found.tenants());
        files.put("blueprints/%s.yaml".formatted(from), found.blueprint());
        return files;
    }

    private static String resource(String path) throws IOException {
        try (InputStream content = InitCommand.class.getClassLoader().getResourceAsStream(path)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void write(String text, Path file) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        if (!Files.exists(file)) {
            Files.writeString(file, text);
            spec.commandLine().getOut().println("wrote " + file);
        }
    }
}

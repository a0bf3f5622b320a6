package io.schemata.migrate.cli;

import io.schemata.migration.project.FoundSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
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
        description =
                "Writes a project folder, of a product called as the folder is: schemata.yaml and a blueprint to begin with."
                        + " Overwrites nothing.")
class InitCommand implements Callable<Integer> {
    private static final String SCHEMA = "schemata.schema.json";

    /** The product in the files as they are written here. */
    private static final String SAMPLE = "shop";

    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^a-z0-9_]+");

    @ParentCommand
    MigrateCommand parent;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--from",
            paramLabel = "<schema>",
            description =
                    "begins with a schema that is there, in the database of DATABASE_URL: names what it found, and leaves"
                            + " out the capabilities with names that are taken")
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
            String product = product();
            files.put("schemata.yaml", sample("schemata.yaml", product));
            files.put("blueprints/%s.yaml".formatted(product), sample("blueprint.yaml", product));
            files.put("blueprints/%s/001-orders.sql".formatted(product), sample("001-orders.sql", product));
            return files;
        }
        FoundProject found = new FoundProject(FoundSchema.read(from));
        found.lines().forEach(spec.commandLine().getOut()::println);
        files.put("schemata.yaml", found.tenants());
        files.put("blueprints/%s.yaml".formatted(from), found.blueprint());
        return files;
    }

    /** Called as the folder is, as far as a schema may be. */
    private String product() {
        Path folder = Path.of(parent.project == null ? "" : parent.project)
                .toAbsolutePath()
                .normalize();
        String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
        String clean = NOT_IN_A_NAME.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("_");
        return clean.isEmpty() || !Character.isLetter(clean.charAt(0)) || clean.startsWith("pg_") ? SAMPLE : clean;
    }

    private static String sample(String file, String product) throws IOException {
        return resource("project/" + file).replace(SAMPLE, product);
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

package io.schemata.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A team's project folder with a small blueprint of its own, and the command line on it. */
final class ShopProject {
    private static final Pattern PLAN_ID = Pattern.compile("-- plan id: (\\w+)");
    private static final String ORDERS = """
            --changeset shop:001-orders
            create table orders (id uuid primary key, amount integer not null);
            alter table orders enable row level security;
            create policy "Nobody sees orders" on orders for select to authenticated using (false);
            """;

    private final EmptyDatabase database;
    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> files = new ArrayList<>();

    ShopProject(EmptyDatabase database, Path folder) {
        this.database = database;
        this.folder = folder;
        settings.put("SCHEMATA_PROJECT", folder.toString());
        change("001-orders", ORDERS);
    }

    /** With these tenants, each with its stage behind it. */
    ShopProject with(String... namesAndStages) {
        StringBuilder yaml = new StringBuilder("tenants:\n");
        for (int i = 0; i < namesAndStages.length; i += 2) {
            yaml.append("  %1$s: {schema: %1$s, blueprint: shop, stage: %2$s, new-users: {enrolled: false}}\n"
                    .formatted(namesAndStages[i], namesAndStages[i + 1]));
        }
        write("schemata.yaml", yaml.toString());
        return this;
    }

    /** What a process is given. */
    Map<String, String> settings() {
        return settings;
    }

    void set(String setting, String value) {
        settings.put(setting, value);
    }

    /** A file of changes, at its place in the blueprint, or anew. */
    void change(String name, String changes) {
        write("blueprints/shop/%s.sql".formatted(name), "--liquibase formatted sql\n" + changes);
        if (!files.contains(name)) {
            files.add(name);
        }
        writeBlueprint();
    }

    /** A change of one statement. */
    void nextChange(String sql) {
        change("next", "--changeset shop:next\n%s;\n".formatted(sql));
    }

    Program.Ended migrate(String... arguments) {
        return database.migrate(settings, arguments);
    }

    Program.Ended apply(String... options) {
        return migrate(Stream.concat(Stream.of("apply"), Stream.of(options)).toArray(String[]::new));
    }

    /** What a command says that ends so. */
    String said(int exitCode, String... arguments) {
        Program.Ended ended = migrate(arguments);
        assertEquals(exitCode, ended.exitCode(), ended::output);
        return ended.output();
    }

    String planId() {
        return planId(said(0, "plan"));
    }

    static String planId(String shown) {
        Matcher id = PLAN_ID.matcher(shown);
        if (!id.find()) {
            throw new AssertionError(shown);
        }
        return id.group(1);
    }

    private void writeBlueprint() {
        String own = files.stream()
                .map("  - include: {file: blueprints/shop/%s.sql}%n"::formatted)
                .collect(Collectors.joining());
        write("blueprints/shop.yaml", """
                databaseChangeLog:
                  - include: {file: db/capability/tenant.yaml}
                %s  - include: {file: db/capability/sign-ups.yaml}
                """.formatted(own));
    }

    private void write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

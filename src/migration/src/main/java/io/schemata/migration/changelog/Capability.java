package io.schemata.migration.changelog;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * A part that blueprints are composed of, as the head of its list of files says.
 *
 * @param name as in {@code db/capability/<name>.yaml}
 * @param holds what a schema has by it
 * @param needs the capabilities that have to come before it
 * @param calls the functions that a product may supply
 */
@RegisterForReflection
public record Capability(String name, String holds, List<String> needs, List<Hook> calls) {
    /** The first in every blueprint. */
    static final String FIRST = "tenant";

    /** In every blueprint, too. */
    static final String SIGN_UPS = "sign-ups";

    private static final String FOLDER = "db/capability/";
    private static final String ENDING = ".yaml";
    private static final Pattern FILE = Pattern.compile(FOLDER + "[a-z-]+\\.yaml");

    /** By file: they are the program's own, and as many. */
    private static final Map<String, Capability> READ = new ConcurrentHashMap<>();

    /**
     * A function that a capability calls and a product may supply.
     *
     * @param function its name and the types of its arguments, {@code job_owner(uuid)}
     * @param returns its type
     * @param says what it is asked
     * @param otherwise what stands in where there is none
     */
    @RegisterForReflection
    public record Hook(String function, String returns, String says, String otherwise) {}

    /** All of Schemata's, by name. */
    public static List<Capability> all() {
        return BlueprintFiles.names(FOLDER, false).stream()
                .flatMap(file -> of(file).stream())
                .toList();
    }

    /** The one with this list of files. */
    static Optional<Capability> of(String file) {
        return FILE.matcher(file).matches()
                ? Optional.of(READ.computeIfAbsent(file, Capability::read))
                : Optional.empty();
    }

    /** How a blueprint names it. */
    public String include() {
        return include(name);
    }

    public static String include(String name) {
        return "- include: {file: %s}".formatted(file(name));
    }

    String file() {
        return file(name);
    }

    private static String file(String name) {
        return FOLDER + name + ENDING;
    }

    private static Capability read(String file) {
        Map<String, Object> head = ChangelogFile.read(file).head("capability");
        List<String> needs = new ArrayList<>();
        ((List<?>) head.getOrDefault("needs", List.of())).forEach(need -> needs.add(need.toString()));
        List<Hook> calls = new ArrayList<>();
        for (Object call : (List<?>) head.getOrDefault("calls", List.of())) {
            Map<?, ?> hook = (Map<?, ?>) call;
            calls.add(new Hook(
                    text(hook, "function"), text(hook, "returns"), text(hook, "says"), text(hook, "otherwise")));
        }
        String name = file.substring(FOLDER.length(), file.length() - ENDING.length());
        return new Capability(name, text(head, "holds"), List.copyOf(needs), List.copyOf(calls));
    }

    private static String text(Map<?, ?> head, String key) {
        return String.valueOf(head.get(key));
    }
}

package io.schemata.migrate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Something that PostgreSQL lets a schema have, from {@code constructs.sql}.
 *
 * @param sql what makes it in the schema {@code source}
 * @param probe a query in the copy, or null
 * @param answer its answer
 * @param said what the script has to say that it leaves out
 * @param remark what else the script has to say
 */
record Construct(String name, String sql, String probe, String answer, List<String> said, String remark) {
    private static final Pattern PROBE = Pattern.compile("(?m)^-- probe: (.*) => (.*)$");
    private static final Pattern REMARK = Pattern.compile("(?m)^-- remark: (.*)$");
    private static final Pattern SAID = Pattern.compile("(?m)^-- said: (.*)$");

    static Stream<Construct> all() throws IOException {
        try (InputStream file = Construct.class.getResourceAsStream("/constructs.sql")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split("(?m)^--- ")).stream().skip(1).map(Construct::of);
        }
    }

    private static Construct of(String text) {
        Matcher probe = PROBE.matcher(text);
        Matcher said = SAID.matcher(text);
        Matcher remark = REMARK.matcher(text);
        boolean isProbed = probe.find();
        return new Construct(
                text.lines().findFirst().orElseThrow(),
                text.substring(text.indexOf('\n')),
                isProbed ? probe.group(1) : null,
                isProbed ? probe.group(2) : null,
                said.results().map(found -> found.group(1)).toList(),
                remark.find() ? remark.group(1) : "");
    }

    @Override
    public String toString() {
        return name;
    }
}

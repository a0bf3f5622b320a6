package io.schemata.migration.structure;

import java.util.Locale;
import java.util.stream.Collectors;

/** A statement as patterns read it: in lower case, its tokens apart by one blank, without comments and quoted texts. */
public final class PlainStatement {
    private static final String QUOTED = "''";

    private PlainStatement() {}

    /** What a DO statement says is read too, with its texts, as it runs; the body of a function is a quoted text. */
    public static String of(String sql) {
        Tokens tokens = Tokens.of(sql);
        boolean isDo = tokens.all().stream()
                .filter(token -> !Tokens.isBlank(token))
                .findFirst()
                .filter("do"::equalsIgnoreCase)
                .isPresent();
        return plain(tokens, isDo);
    }

    private static String plain(Tokens tokens, boolean isRun) {
        return tokens.all().stream()
                .filter(token -> !Tokens.isBlank(token))
                .map(token -> plain(token, isRun))
                .collect(Collectors.joining(" "));
    }

    private static String plain(String token, boolean isRun) {
        if (!Tokens.isQuoted(token)) {
            return token.toLowerCase(Locale.ROOT);
        }
        return isRun ? plain(Tokens.of(body(token)), true) : QUOTED;
    }

    private static String body(String quoted) {
        String quote = quoted.startsWith("$") ? quoted.substring(0, quoted.indexOf('$', 1) + 1) : "'";
        return quoted.substring(quoted.indexOf(quote) + quote.length(), quoted.length() - quote.length());
    }
}

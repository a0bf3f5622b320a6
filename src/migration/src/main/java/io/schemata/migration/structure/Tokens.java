package io.schemata.migration.structure;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A text of SQL or PL/pgSQL, token by token, with all that stands between them. */
record Tokens(List<String> all) {
    private static final Pattern TOKEN = Pattern.compile(
            "--[^\n]*|/\\*.*?\\*/|[eE]?'(?:[^']|'')*'|\\$(\\w*)\\$.*?\\$\\1\\$|\"(?:[^\"]|\"\")+\""
                    + "|[\\p{L}_][\\p{L}\\w$]*|\\d[\\w.]*|\\s+|::|%[\\d$]*[IsL]|.",
            Pattern.DOTALL);

    static Tokens of(String text) {
        return new Tokens(TOKEN.matcher(text).results().map(MatchResult::group).toList());
    }

    /** The first one; empty where there is none. */
    String first() {
        return all.isEmpty() ? "" : all.get(0);
    }

    int size() {
        return all.size();
    }

    String get(int place) {
        return all.get(place);
    }

    static boolean isQuoted(String token) {
        return token.length() > 1 && (token.endsWith("'") || token.startsWith("$") && token.endsWith("$"));
    }

    static String unquoted(String token) {
        return token.startsWith("\"")
                ? token.substring(1, token.length() - 1).replace("\"\"", "\"")
                : token.toLowerCase(Locale.ROOT);
    }

    /** The next one that means something; empty where there is none. */
    String next(int place) {
        int next = nextPlace(place);
        return next < 0 ? "" : all.get(next);
    }

    /** The last one before that means something, in lower case; empty where there is none. */
    String last(int place) {
        int last = lastPlace(place);
        return last < 0 ? "" : all.get(last).toLowerCase(Locale.ROOT);
    }

    int nextPlace(int place) {
        int next = place + 1;
        while (place >= 0 && next < all.size()) {
            if (!isBlank(all.get(next))) {
                return next;
            }
            next++;
        }
        return -1;
    }

    int lastPlace(int place) {
        int last = place - 1;
        while (last >= 0 && isBlank(all.get(last))) {
            last--;
        }
        return last;
    }

    static boolean isBlank(String token) {
        return token.isBlank() || token.startsWith("--") || token.startsWith("/*");
    }
}

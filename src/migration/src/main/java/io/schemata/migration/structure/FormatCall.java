package io.schemata.migration.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text that is an argument of {@code format} or {@code quote_ident}: it may be the name of something. */
record FormatCall(Tokens tokens, int place) {
    private static final Pattern PART = Pattern.compile("%(?:(\\d+)\\$)?([IsL%])");

    /** Whether it becomes an identifier. */
    boolean isIdentifier() {
        int depth = 0;
        int argument = 0;
        for (int i = tokens.lastPlace(place); i >= 0; i = tokens.lastPlace(i)) {
            String token = tokens.get(i);
            if (token.equals(")")) {
                depth++;
            } else if (token.equals("(") && depth-- == 0) {
                String function = tokens.last(i);
                return function.equals("quote_ident")
                        || function.equals("format") && isIdentifier(tokens.next(i), argument);
            } else if (token.equals(",") && depth == 0) {
                argument++;
            } else if (token.equals(";")) {
                return false;
            }
        }
        return false;
    }

    private static boolean isIdentifier(String format, int argument) {
        List<Boolean> identifiers = new ArrayList<>(List.of(false));
        Matcher part = PART.matcher(format);
        while (part.find()) {
            boolean isIdentifier = part.group(2).equals("I");
            if (part.group(1) != null && Integer.parseInt(part.group(1)) == argument) {
                return isIdentifier;
            }
            if (part.group(1) == null && !part.group(2).equals("%")) {
                identifiers.add(isIdentifier);
            }
        }
        return argument < identifiers.size() && identifiers.get(argument);
    }
}

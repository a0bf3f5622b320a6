package io.schemata.caller;

import java.util.regex.Pattern;

/** A UUID as text is 36 characters as in RFC 9562; {@link java.util.UUID#fromString} alone takes less. */
public final class UuidText {
    private static final Pattern TEXT =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private UuidText() {}

    public static boolean matches(String text) {
        return TEXT.matcher(text).matches();
    }
}

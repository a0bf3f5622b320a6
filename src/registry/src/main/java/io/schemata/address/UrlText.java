package io.schemata.address;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The parts of a {@code postgresql://} URL as libpq takes it apart: a login only where an {@code @} comes before the first
 * slash, hosts up to a slash or a question mark, the database, the parameters. Percent signs escape bytes of UTF-8, a plus
 * sign is a plus sign, and there is no fragment.
 *
 * @param user null where there is none, as the others
 * @param hosts as they are written: several are separated by commas, each may have a port
 */
record UrlText(String user, String password, String hosts, String database, Map<String, String> parameters) {
    private static final List<String> SCHEMES = List.of("postgresql://", "postgres://");

    static UrlText of(String written) {
        String url = unquoted(written);
        String rest = SCHEMES.stream()
                .filter(url::startsWith)
                .findFirst()
                .map(scheme -> url.substring(scheme.length()))
                .orElseThrow(
                        () -> new AddressException(
                                "DATABASE_URL has to begin with postgresql:// and be of the form postgresql://user:password@host:port/database"));
        int slash = end(rest, '/');
        int at = rest.substring(0, slash).indexOf('@');
        String login = at < 0 ? null : rest.substring(0, at);
        String place = rest.substring(at + 1);
        if (place.indexOf('@') >= 0) {
            throw new AddressException(
                    "DATABASE_URL has an @ too many: write it as %40 (a slash in a password has to be"
                            + " written as %2F, a question mark as %3F)");
        }
        int query = end(place, '?');
        int path = Math.min(end(place, '/'), query);
        return new UrlText(
                login == null ? null : decoded("user", login.substring(0, end(login, ':'))),
                login == null || login.indexOf(':') < 0
                        ? null
                        : decoded("password", login.substring(end(login, ':') + 1)),
                place.substring(0, path),
                path < query ? decoded("database", place.substring(path + 1, query)) : null,
                parameters(query < place.length() ? place.substring(query + 1) : ""));
    }

    /** Without the blanks and quotes that files and dashboards leave around it. */
    private static String unquoted(String written) {
        String text = written.strip();
        boolean isQuoted = text.length() > 1
                && (text.startsWith("\"") && text.endsWith("\"") || text.startsWith("'") && text.endsWith("'"));
        return isQuoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query.isEmpty()
                ? List.<String>of()
                : List.of(query.replaceFirst("&$", "").split("&", -1))) {
            String[] pair = parameter.split("=", -1);
            if (pair.length != 2) {
                throw new AddressException("DATABASE_URL: a parameter is not of the form name=value");
            }
            String name = Objects.requireNonNullElse(decoded("parameters", pair[0]), "");
            String value = Objects.requireNonNullElse(decoded("parameters", pair[1]), "");
            boolean isOfJdbc = name.equals("ssl") && value.equals("true"); // libpq reads it so too
            parameters.put(isOfJdbc ? "sslmode" : name, isOfJdbc ? "require" : value);
        }
        return parameters;
    }

    /** The text without its percent signs; an empty one is none. */
    static String decoded(String part, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer plain = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                plain.put(bytes[i]);
                continue;
            }
            int value = i + 2 < bytes.length ? hex(bytes[i + 1]) * 16 + hex(bytes[i + 2]) : -1;
            if (value <= 0 || hex(bytes[i + 1]) < 0 || hex(bytes[i + 2]) < 0) {
                throw new AddressException(
                        "DATABASE_URL: the %s has a percent sign that is followed by no two ".formatted(part)
                                + "hexadecimal digits; write a percent sign itself as %25");
            }
            plain.put((byte) value);
            i += 2;
        }
        try {
            String result =
                    StandardCharsets.UTF_8.newDecoder().decode(plain.flip()).toString();
            return result.isEmpty() ? null : result;
        } catch (CharacterCodingException malformed) {
            throw new AddressException("DATABASE_URL: the %s is not UTF-8".formatted(part));
        }
    }

    private static int hex(byte digit) {
        return Character.digit(digit, 16);
    }

    private static int end(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text.length() : at;
    }

    /** Each host with its port, which may be empty. */
    static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            depth += list.charAt(i) == '[' ? 1 : list.charAt(i) == ']' ? -1 : 0;
            if (list.charAt(i) == ',' && depth == 0) {
                parts.add(list.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(list.substring(from));
        return parts;
    }
}

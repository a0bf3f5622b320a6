package io.schemata.address;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The one reader of {@code DATABASE_URL}, for functions and {@code migrate}, with the meaning that libpq's URLs and
 * variables have (PostgreSQL documentation, 34.1 and 34.15): what the URL says wins over {@code PG…} variables. What it
 * cannot carry out it refuses, naming the part.
 */
public final class AddressReader {
    private final UrlText url;
    private final UnaryOperator<String> variables;

    private AddressReader(UrlText url, UnaryOperator<String> variables) {
        this.url = url;
        this.variables = variables;
    }

    /**
     * Reads an address.
     *
     * @param url what {@code DATABASE_URL} says, or null
     * @param variables the variables beside it by name ({@code PGSSLMODE}, {@code DATABASE_PASSWORD_FILE} …), null for none
     * @throws AddressException naming the part that cannot be read or carried out, and no secret
     */
    public static DatabaseAddress read(String url, UnaryOperator<String> variables) {
        if (url == null || url.isBlank()) {
            throw new AddressException(
                    "DATABASE_URL is not set; " + "set it to postgresql://user:password@host:port/database");
        }
        return new AddressReader(UrlText.of(url), variables).address();
    }

    private DatabaseAddress address() {
        UrlParameters.refuseUnknown(url.parameters());
        List<HostAddress> hosts = HostList.of(url, set("PGHOST"), set("PGPORT"));
        String user = first("user", url.user(), "PGUSER")
                .orElseThrow(() -> new AddressException("DATABASE_URL names no user; write user@host or set PGUSER"));
        SslMode asked = sslMode();
        Path root = rootCertificates(asked);
        SslMode sslMode = asked == SslMode.REQUIRE && root != null ? SslMode.VERIFY_CA : asked;
        return new DatabaseAddress(
                hosts,
                user,
                password(),
                first("dbname", url.database(), "PGDATABASE").orElse(user),
                sslMode,
                sslMode.isVerified() ? root : null,
                word("target_session_attrs", "PGTARGETSESSIONATTRS", SessionTarget::named)
                        .orElse(SessionTarget.ANY),
                first("application_name", null, "PGAPPNAME").orElse(null),
                first("options", null, "PGOPTIONS").orElse(null),
                connectTimeout(),
                Set.of("true", "1").contains(url.parameters().getOrDefault("pgbouncer", "")));
    }

    private String password() {
        Optional<String> file = set("DATABASE_PASSWORD_FILE");
        Optional<String> written = first("password", url.password(), null);
        if (written.isPresent() || file.isEmpty()) {
            return written.or(() -> set("PGPASSWORD")).orElse(null);
        }
        try {
            return Files.readString(Path.of(file.get())).replaceFirst("\\R\\z", "");
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new AddressException("DATABASE_PASSWORD_FILE cannot be read: it has to be the name of a file");
        }
    }

    private SslMode sslMode() {
        boolean isSystem = isSystem(first("sslrootcert", null, "PGSSLROOTCERT").orElse(null));
        SslMode mode =
                word("sslmode", "PGSSLMODE", SslMode::named).orElse(isSystem ? SslMode.VERIFY_FULL : SslMode.PREFER);
        if (isSystem && mode != SslMode.VERIFY_FULL) {
            throw new AddressException("sslrootcert=system goes with sslmode=verify-full alone");
        }
        return mode;
    }

    private Path rootCertificates(SslMode mode) {
        String named = first("sslrootcert", null, "PGSSLROOTCERT").orElse(null);
        Path file = isSystem(named)
                ? RootCertificates.ofSystem(variables)
                : named == null ? RootCertificates.ofUser(variables) : Path.of(named);
        if (Files.isRegularFile(file)) {
            return file;
        }
        if (mode.isVerified()) {
            throw new AddressException("sslmode=%s needs the authority's certificate, and there is no file %s; "
                            .formatted(mode.word(), file)
                    + "name one by sslrootcert, or sslrootcert=system");
        }
        return null;
    }

    private static boolean isSystem(String rootCertificates) {
        return "system".equals(rootCertificates);
    }

    /** 0 and less mean without an end, which no wait here is. */
    private Duration connectTimeout() {
        String seconds = first("connect_timeout", null, "PGCONNECT_TIMEOUT").orElse(null);
        if (seconds == null) {
            return null;
        }
        if (!seconds.matches("-?[0-9]{1,6}")) {
            throw new AddressException("connect_timeout is no whole number of seconds");
        }
        return Integer.parseInt(seconds) <= 0 ? null : Duration.ofSeconds(Integer.parseInt(seconds));
    }

    private <T> Optional<T> word(String parameter, String variable, Function<String, Optional<T>> named) {
        return first(parameter, null, variable)
                .map(word -> named.apply(word)
                        .orElseThrow(() -> new AddressException(
                                "%s: '%s' is no value of it".formatted(parameter, word.replaceAll("[^\\w-]", "?")))));
    }

    /** What the parameter says, or else the URL's own part, or else the variable. */
    private Optional<String> first(String parameter, String part, String variable) {
        return Optional.ofNullable(url.parameters().get(parameter))
                .or(() -> Optional.ofNullable(part))
                .or(() -> variable == null ? Optional.empty() : set(variable));
    }

    private Optional<String> set(String variable) {
        return Optional.ofNullable(variables.apply(variable)).filter(value -> !value.isEmpty());
    }
}

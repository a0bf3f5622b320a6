package io.schemata.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a URL means, as psql 15 and 18 were seen to read it. */
class AddressReaderTest {
    private static final Map<String, String> NOTHING_SET =
            Map.of("HOME", "/nonexistent", "SSL_CERT_FILE", "/etc/hosts");

    @Test
    void readsEveryPart() {
        DatabaseAddress address = read("postgresql://postgres.abcdefgh:p%40ss%2Fw%25rd@db.example.com:6543/app"
                + "?application_name=shop&options=-c%20statement_timeout%3D3s&connect_timeout=4&pgbouncer=true");
        assertEquals(List.of(new HostAddress("db.example.com", 6543)), address.hosts());
        assertEquals("postgres.abcdefgh", address.user());
        assertEquals("p@ss/w%rd", address.password());
        assertEquals("app", address.database());
        assertEquals("shop", address.applicationName());
        assertEquals("-c statement_timeout=3s", address.options());
        assertEquals(Duration.ofSeconds(4), address.connectTimeout());
        assertTrue(address.isTransactionPooler());
    }

    @Test
    void fillsInDefaults() {
        DatabaseAddress address = read("postgres://ann@db.example.com");
        assertEquals(5432, address.hosts().get(0).port());
        assertEquals("ann", address.database());
        assertEquals(SslMode.PREFER, address.sslMode());
        assertEquals(SessionTarget.ANY, address.target());
        assertNull(address.password());
        assertNull(address.connectTimeout());
        assertFalse(address.isTransactionPooler());
    }

    @ParameterizedTest
    @CsvSource({
        "postgresql://u:a:b@h/d, a:b",
        "postgresql://u:a+b@h/d, a+b",
        "postgresql://u:a#b?c@h/d, a#b?c",
        "postgresql://u:[YOUR-PASSWORD]@h/d, [YOUR-PASSWORD]",
        "postgresql://u:$${x}$@h/d, $${x}$",
        "postgresql://u:a%2Fb%40c@h/d, a/b@c",
        "postgresql://u:%C3%A9@h/d, é",
        "postgresql://u@h/d?password=q%26a, q&a",
        "postgresql://u:x@h/d?password=y, y",
    })
    void readsAPasswordAsLibpqDoes(String url, String password) {
        assertEquals(password, read(url).password());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgresql://u@[::1]:5433/d | [::1]:5433/d",
                "postgresql://u@[fe80::1%25eth0]/d | [fe80::1%eth0]:5432/d",
                "postgresql://u@a:1,b:2,c/d | a:1,b:2,c:5432/d",
                "postgresql://u@[::1]:7,b/d | [::1]:7,b:5432/d",
                "postgresql://u@/d?host=a,b&port=7 | a:7,b:7/d",
                "postgresql://u@/d?host=a,b&port=7,8 | a:7,b:8/d",
                "postgresql://u@%2Fvar%2Frun%2Fpostgresql/d | /var/run/postgresql/.s.PGSQL.5432/d",
                "postgresql://u@/d?host=/cloudsql/p:r:i | /cloudsql/p:r:i/.s.PGSQL.5432/d",
                "postgresql://u@h_x/d | h_x:5432/d",
                "postgresql://u@h/d%2Fe | h:5432/d/e",
                "postgresql://u@ignored/x?host=h&dbname=d | h:5432/d",
                "'  \"postgresql://u@h/d\"  ' | h:5432/d",
            })
    void readsWhereItIs(String url, String place) {
        assertEquals(place, read(url).place());
    }

    @Test
    void fillsGapsFromTheEnvironmentAndNothingElse() {
        Map<String, String> set = Map.of(
                "PGHOST",
                "elsewhere",
                "PGPORT",
                "7",
                "PGUSER",
                "bob",
                "PGDATABASE",
                "other",
                "PGPASSWORD",
                "secret",
                "PGSSLMODE",
                "require",
                "PGAPPNAME",
                "app",
                "PGCONNECT_TIMEOUT",
                "2");
        DatabaseAddress full = AddressReader.read(
                "postgresql://u:p@h:5/d?sslmode=disable&application_name=a&connect_timeout=1", set::get);
        assertEquals("h:5/d u p DISABLE a PT1S", all(full));
        assertEquals(
                "elsewhere:7/other bob secret REQUIRE app PT2S", all(AddressReader.read("postgresql://", set::get)));
    }

    @Test
    void takesThePasswordFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "p w \n");
        Map<String, String> set = Map.of("DATABASE_PASSWORD_FILE", file.toString(), "PGPASSWORD", "other");
        assertEquals("p w ", AddressReader.read("postgresql://u@h/d", set::get).password());
        assertEquals(
                "own", AddressReader.read("postgresql://u:own@h/d", set::get).password());
        expectRefused(
                "DATABASE_PASSWORD_FILE cannot be read",
                "postgresql://u@h/d",
                Map.of("DATABASE_PASSWORD_FILE", "/nowhere"));
    }

    @Test
    void requireBecomesVerifyCaWhereThereIsACertificate(@TempDir Path folder) throws IOException {
        Path root = Files.writeString(folder.resolve("root.crt"), "x");
        String url = "postgresql://u@h/d?sslmode=%s&sslrootcert=" + root;
        assertEquals(SslMode.VERIFY_CA, read(url.formatted("require")).sslMode());
        assertEquals(SslMode.VERIFY_FULL, read(url.formatted("verify-full")).sslMode());
        assertEquals(root, read(url.formatted("verify-ca")).rootCertificates());
        assertEquals(SslMode.PREFER, read(url.formatted("prefer")).sslMode());
        assertNull(read(url.formatted("prefer")).rootCertificates());
        assertEquals(
                SslMode.REQUIRE,
                read("postgresql://u@h/d?sslmode=require&sslrootcert=/nowhere").sslMode());
        assertEquals(SslMode.REQUIRE, read("postgresql://u@h/d?ssl=true").sslMode());
        assertEquals(
                SslMode.VERIFY_FULL,
                read(url.formatted("disable&ssl=true&sslmode=verify-full")).sslMode());
    }

    @Test
    void findsTheCertificatesOfTheUserAndOfTheSystem(@TempDir Path folder) throws IOException {
        Path root = Files.createDirectories(folder.resolve(".postgresql")).resolve("root.crt");
        Files.writeString(root, "x");
        Map<String, String> set = Map.of("HOME", folder.toString(), "SSL_CERT_FILE", root.toString());
        assertEquals(
                SslMode.VERIFY_CA,
                AddressReader.read("postgresql://u@h/d?sslmode=require", set::get)
                        .sslMode());
        assertEquals(
                SslMode.VERIFY_FULL,
                AddressReader.read("postgresql://u@h/d?sslrootcert=system", set::get)
                        .sslMode());
        expectRefused("sslrootcert=system goes with", "postgresql://u@h/d?sslmode=require&sslrootcert=system", set);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jdbc:postgresql://h/d | has to begin with",
                "mysql://u:hidden@h/d | has to begin with",
                "Host=h;Password=hidden | has to begin with",
                "host=h password=hidden | has to begin with",
                "prisma+postgres://h/?api_key=hidden | has to begin with",
                "postgresql://h/d | names no user",
                "postgresql://u:hidden@/d | names no host",
                "postgresql://u:hid@den@h/d | write it as %40",
                "postgresql://u:hid/den@h/d | a slash in a password",
                "postgresql://u:2024/hidden@h/d | a slash in a password",
                "postgresql://u:1/a?hidden=x@h/d | a question mark as %3F",
                "postgresql://h/hidden@x | write it as %40",
                "postgresql://u:hidden@h:0/d | a port is not a number",
                "postgresql://u:hidden@h:99999/d | a port is not a number",
                "postgresql://u:hidden@h:abc/d | a port is not a number",
                "postgresql://u:hidden@a:1,b:2,c:3/d?host=a,b&port=1,2,3 | 2 hosts and 3 ports",
                "postgresql://u:hid%zzden@h/d | write a percent sign itself as %25",
                "postgresql://u:hidden%@h/d | write a percent sign itself as %25",
                "postgresql://u:hidden%00@h/d | write a percent sign itself as %25",
                "postgresql://u:hidden%E9@h/d | is not UTF-8",
                "postgresql://u:hidden@[::1/d | an IPv6 address",
                "postgresql://u:hidden@[]/d | an IPv6 address",
                "postgresql://u:hidden@h/d?sslmode | not of the form name=value",
                "postgresql://u:hidden@h/d?a=b=c | not of the form name=value",
                "postgresql://u:hidden@h/d?sslmode=Require | sslmode: 'Require' is no value of it",
                "postgresql://u:hidden@h/d?sslmode=no-verify | sslmode: 'no-verify' is no value of it",
                "postgresql://u:hidden@h/d?target_session_attrs=master | target_session_attrs: 'master' is no value",
                "postgresql://u:hidden@h/d?connect_timeout=10s | connect_timeout is no whole number",
                "postgresql://u:hidden@h/d?sslmode= | sslmode: '' is no value of it",
                "postgresql://u:hidden@h/d?ssl=false | the parameter 'ssl' is not known",
                "postgresql://u:hidden@h/d?channel_binding= | channel_binding has to be one of",
                "postgresql://u:hidden@h/d?=x | the parameter (not shown) is not known",
                "postgresql://u:hidden@h;x/d | a host has a character",
                "postgresql://u:hidden@h h/d | a host has a character",
                "postgresql://u:hidden@h/d?ssl=true&sslrootcert=system | sslrootcert=system goes with",
                "postgresql://u:hidden@h/d?schema=x | the parameter 'schema' is not known",
                "postgresql://u:hidden@h/d?sslcert=x | the parameter 'sslcert' is not known",
                "postgresql://u:hidden@h/d?hiddenX=x | the parameter (not shown) is not known",
                "postgresql://u:hidden@h/d?gssencmode=require | gssencmode has to be one of disable, prefer here",
                "postgresql://u:hidden@h/d?sslnegotiation=direct | sslnegotiation has to be one of postgres here",
                "postgresql://u:hidden@h/d?sslmode=verify-full | there is no file /nonexistent/.postgresql/root.crt",
                "postgresql://u:hidden@h/d?sslmode=verify-ca&sslrootcert=/no.crt | there is no file /no.crt",
            })
    void refusesUnreadableAddressesWithoutShowingSecrets(String url, String reason) {
        expectRefused(reason, url, NOTHING_SET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\"\"", "postgresql:/u@h", "x"})
    void refusesMalformedUrls(String url) {
        expectRefused("DATABASE_URL", url, NOTHING_SET);
    }

    @Test
    void toleratesColumnsOfOtherTools() {
        assertEquals(
                "h:6543/d",
                read("postgresql://u@h:6543/d?pgbouncer=true&connection_limit=1&pool_timeout=3&")
                        .place());
        assertEquals(
                "h:5432/d",
                read("postgresql://u@h/d?sslmode=require&channel_binding=require")
                        .place());
    }

    @Test
    void knowsItsOwnMachine() {
        for (String host : List.of("localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "[::1]", "%2Ftmp")) {
            assertTrue(read("postgresql://u@%s/d".formatted(host)).isLocal(), host);
        }
        for (String host : List.of("db.example.com", "10.0.0.1", "localhost,db.example.com", "[2001:db8::1]")) {
            assertFalse(read("postgresql://u@%s/d".formatted(host)).isLocal(), host);
        }
    }

    @Test
    void itsOwnTextHoldsNoSecret() {
        assertFalse(read("postgresql://u:hidden@h/d").toString().contains("hidden"));
    }

    private static void expectRefused(String reason, String url, Map<String, String> set) {
        AddressException refused = assertThrows(AddressException.class, () -> AddressReader.read(url, set::get));
        assertTrue(refused.getMessage().contains(reason), refused.getMessage());
        assertFalse(refused.getMessage().matches("(?s).*(hid|den).*"), refused.getMessage());
        assertNull(refused.getCause());
    }

    private static DatabaseAddress read(String url) {
        return AddressReader.read(url, NOTHING_SET::get);
    }

    private static String all(DatabaseAddress address) {
        return "%s %s %s %s %s %s"
                .formatted(
                        address.place(),
                        address.user(),
                        address.password(),
                        address.sslMode(),
                        address.applicationName(),
                        address.connectTimeout());
    }
}

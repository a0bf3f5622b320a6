package io.schemata.credits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.schemata.testing.Clients;
import io.schemata.testing.Crowd;
import io.schemata.testing.Daemon;
import io.schemata.testing.Database;
import io.schemata.testing.Figures;
import io.schemata.testing.FunctionProcess;
import io.schemata.testing.MigratedDatabase;
import io.schemata.testing.Program;
import io.schemata.testing.Tokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a good client has of a process with a heap of 128 MB while it is attacked for 60 s, and what is left of that. */
@QuarkusIntegrationTest
@QuarkusTestResource(MigratedDatabase.class)
class HostileClientsProof {
    private static final int HEAP_MEGABYTES = 128;
    private static final int SECONDS = 60;
    private static final String HEAD =
            "POST /reserve-credits HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    private static final String FORM =
            "POST /credit-balance HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                    + "Content-Length: 100000\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n"
                    + "x".repeat(99_000);
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0";

    /** Headers that open a stream, and its reset. */
    private static final String RAPID_RESET = "\0\0\1\1\4\0\0\0\1\u0082" + "\0\0\4\3\0\0\0\0\1\0\0\0\u0008";

    private static final Map<String, String> BEGINNINGS = Map.of(
            "unfinished heads", HEAD + "Authorization: Bearer " + "x".repeat(15_000),
            "unfinished bodies", HEAD + "Content-Length: 160000\r\n\r\n{\"a\":\"" + "x".repeat(120_000),
            "HTTP/2 streams", PREFACE + "\0\0\1\1\4\0\0\0\1\u0082".repeat(1_000),
            "rapid reset", PREFACE + RAPID_RESET.repeat(1_000),
            "multipart forms", FORM,
            "gzip bombs",
                    HEAD + "Content-Encoding: gzip\r\nContent-Length: 100000\r\n\r\n"
                            + "\u001f\u008b\b".repeat(30_000));

    private final UUID user = Database.userWith("public", 10);
    private final String good = Tokens.user(user);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unfinished heads",
                "unfinished bodies",
                "HTTP/2 streams",
                "rapid reset",
                "multipart forms",
                "gzip bombs"
            })
    void connections(String attack) throws IOException {
        byte[] beginning = BEGINNINGS.get(attack).getBytes(StandardCharsets.ISO_8859_1);
        underAttack("1,000 connections of " + attack, 50, (function, isOver) -> keepOpen(function, beginning, isOver));
    }

    @ParameterizedTest
    @ValueSource(ints = 12_000)
    void largeTokens(int bytes) throws IOException {
        underAttack("distinct tokens of 12 KB", 4, (function, isOver) -> {
            for (int call = 0; !isOver.get(); call++) {
                Map<String, Object> claims = Tokens.userClaims(user);
                claims.put("padding", call + "x".repeat(bytes));
                Crowd.send(Crowd.request(function.port(), "credit-balance", Tokens.signed(claims), "{}"));
            }
        });
    }

    private interface Attacker {
        void attack(FunctionProcess function, AtomicBoolean isOver) throws IOException;
    }

    private void underAttack(String attack, int attackers, Attacker attacker) throws IOException {
        AtomicBoolean isOver = new AtomicBoolean();
        try (FunctionProcess function = FunctionProcess.startSmall(HEAP_MEGABYTES, "reserve-credits");
                Clients clients = Clients.start(2, () -> call(function))) {
            clients.callFor(5);
            Figures before = clients.measure(10);
            long memory = megabytes(function);
            for (int i = 0; i < attackers; i++) {
                Daemon.start(() -> attacker.attack(function, isOver));
            }
            Figures during = clients.measure(SECONDS);
            long most = megabytes(function);
            assertEquals(List.of(), filesOf(function));
            isOver.set(true);
            clients.callFor(15);
            Figures after = clients.measure(10);
            Figures.note("HostileClients", attack + ", before: " + before + ", " + memory + " MB");
            Figures.note("HostileClients", attack + ", for 60 s: " + during + ", " + most + " MB");
            Figures.note("HostileClients", attack + ", after: " + after + ", " + megabytes(function) + " MB");
            assertEquals(0, during.failed() + after.failed(), during::toString);
            assertTrue(during.succeeded() > SECONDS, during::toString);
        }
    }

    /** Keeps 20 connections at a time; opens another for each that is closed. */
    private static void keepOpen(FunctionProcess function, byte[] beginning, AtomicBoolean isOver) {
        Socket[] sockets = new Socket[20];
        while (!isOver.get()) {
            for (int i = 0; i < sockets.length; i++) {
                if (sockets[i] == null || isEnded(sockets[i])) {
                    sockets[i] = open(function, beginning);
                }
            }
            LockSupport.parkNanos(1_000_000);
        }
        for (Socket socket : sockets) {
            close(socket);
        }
    }

    private static Socket open(FunctionProcess function, byte[] beginning) {
        Socket socket = null;
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), function.port());
            socket.setSoTimeout(1);
            socket.getOutputStream().write(beginning);
            return socket;
        } catch (IOException closed) {
            close(socket);
            return null;
        }
    }

    private static boolean isEnded(Socket socket) {
        try {
            boolean isEnded = socket.getInputStream().read(new byte[8_192]) < 0;
            if (isEnded) {
                close(socket);
            }
            return isEnded;
        } catch (java.net.SocketTimeoutException silent) {
            return false;
        } catch (IOException closed) {
            close(socket);
            return true;
        }
    }

    private static void close(Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
    }

    private static long megabytes(FunctionProcess function) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + function.handle().pid() + "/status")).stream()
                        .filter(line -> line.startsWith("VmRSS"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    /** Temporary files that it has open, but for its log and its own program. */
    private static List<String> filesOf(FunctionProcess function) {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + function.handle().pid() + "/fd"))) {
            return open.map(HostileClientsProof::target)
                    .filter(file -> file.startsWith("/tmp/")
                            && !file.endsWith(".log")
                            && !file.startsWith(Program.root().toString()))
                    .toList();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private Crowd.Answer call(FunctionProcess function) {
        return Crowd.send(Crowd.request(function.port(), "credit-balance", good, "{\"limit\": 0}"));
    }
}

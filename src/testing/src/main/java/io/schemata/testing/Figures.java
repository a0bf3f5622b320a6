package io.schemata.testing;

import io.schemata.testing.Clients.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What clients saw in a span of time. */
public record Figures(int succeeded, int failed, double perSecond, long p99Milliseconds, long longestMilliseconds) {
    /** Of the calls that were answered from one moment to another; times from {@link System#nanoTime}. */
    public static Figures of(List<Call> calls, long from, long to) {
        List<Call> within = calls.stream()
                .filter(call -> call.answeredNanoseconds() >= from && call.answeredNanoseconds() < to)
                .toList();
        List<Long> times = within.stream().map(Call::milliseconds).sorted().toList();
        int succeeded =
                (int) within.stream().filter(call -> call.status() == 200).count();
        return new Figures(
                succeeded,
                within.size() - succeeded,
                succeeded * 1e9 / (to - from),
                times.isEmpty() ? 0 : times.get((int) (times.size() * 0.99)),
                times.isEmpty() ? 0 : times.get(times.size() - 1));
    }

    @Override
    public String toString() {
        return "%d answered 200, %d otherwise, %.0f/s, p99 %d ms, longest %d ms"
                .formatted(succeeded, failed, perSecond, p99Milliseconds, longestMilliseconds);
    }

    /** Adds a line to {@code target/proofs/<proof>.txt}. */
    public static void note(String proof, String line) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "proofs"));
            Files.writeString(
                    folder.resolve(proof + ".txt"), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}

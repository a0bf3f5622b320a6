package io.schemata.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/** The same work on many things, some of them at once. */
public final class AtOnce {
    private AtOnce() {}

    /** Answers in the order of the things. Where work throws, nothing more is begun, and that is thrown. */
    public static <T, R> List<R> run(List<T> things, int threads, Function<T, R> work) {
        return run(things, threads, work, done -> {});
    }

    /** @param shown takes each result, in the order of the things, as soon as those before it are there */
    public static <T, R> List<R> run(List<T> things, int threads, Function<T, R> work, Consumer<R> shown) {
        ExecutorService executor = executor(Math.max(1, Math.min(threads, things.size())));
        try {
            List<CompletableFuture<R>> running = things.stream()
                    .map(thing -> CompletableFuture.supplyAsync(() -> work.apply(thing), executor))
                    .toList();
            List<R> results = new ArrayList<>();
            for (CompletableFuture<R> result : running) {
                results.add(result.join());
                shown.accept(result.join());
            }
            return results;
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : failure;
        } finally {
            executor.shutdownNow();
        }
    }

    private static ExecutorService executor(int threads) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return Executors.newFixedThreadPool(threads, run -> {
            Thread thread = new Thread(run, "migrate");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
    }
}

package io.schemata.migration.apply;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** The same work on many things, some of them at once. */
final class AtOnce {
    private AtOnce() {}

    /** Answers in the order of the things; work does not throw. */
    static <T, R> List<R> run(List<T> things, int threads, Function<T, R> work) {
        if (threads == 1 || things.size() == 1) {
            return things.stream().map(work).toList();
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        ExecutorService executor = Executors.newFixedThreadPool(Math.min(threads, things.size()), run -> {
            Thread thread = new Thread(run, "rollout");
            thread.setDaemon(true);
            thread.setContextClassLoader(loader);
            return thread;
        });
        try {
            List<CompletableFuture<R>> running = things.stream()
                    .map(thing -> CompletableFuture.supplyAsync(() -> work.apply(thing), executor))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        } finally {
            executor.shutdown();
        }
    }
}

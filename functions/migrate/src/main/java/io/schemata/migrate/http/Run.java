package io.schemata.migrate.http;

import io.schemata.migration.error.FailureReason;
import io.schemata.migration.error.MigrationException;
import io.schemata.migration.report.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** One run of a command, on a thread of its own. */
final class Run implements Consumer<Progress> {
    private static final Logger LOG = Logger.getLogger("io.schemata.migrate");

    private final String id = UUID.randomUUID().toString();
    private final Instant begunAt = Instant.now();
    private final Question question;
    private final CompletableFuture<Object> report = new CompletableFuture<>();
    private volatile Progress progress;
    private volatile Instant endedAt;

    /**
     * What is asked.
     *
     * @param key the Idempotency-Key, or null
     * @param isBound whether the caller's token is a tenant's: such a caller sees nothing of the runs of others
     */
    record Question(Migrate.Command command, Selection selection, String caller, String key, boolean isBound) {
        boolean isSameAs(Question other) {
            return command == other.command && selection.equals(other.selection) && caller.equals(other.caller);
        }

        /** The key among those of all callers, or null. */
        String keyOfCaller() {
            return key == null ? null : caller + " " + key;
        }
    }

    private Run(Question question) {
        this.question = question;
    }

    /** Begins it. The process does not wait for it when it ends: whatever a command does is whole or not done. */
    static Run begin(Question question, Function<Run, Object> work, Runnable whenEnded) {
        Run run = new Run(question);
        Thread thread = new Thread(
                () -> run.work(work, whenEnded), "migrate " + question.command().word());
        thread.setDaemon(true);
        thread.start();
        return run;
    }

    Question question() {
        return question;
    }

    boolean hasEnded() {
        return report.isDone();
    }

    /** Whether it was refused, or broke off: the same may be asked again. */
    boolean hasFailed() {
        return report.isCompletedExceptionally();
    }

    @Override
    public void accept(Progress next) {
        progress = next;
    }

    /** The report, or the state of the run where it takes longer. Throws what has ended it. */
    Object within(Duration longest) throws Throwable {
        try {
            return report.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException later) {
            return state();
        } catch (ExecutionException failed) {
            throw failed.getCause();
        }
    }

    RunState state() {
        Progress now = progress;
        Throwable failure = report.isCompletedExceptionally()
                ? report.handle((none, thrown) -> thrown).join()
                : null;
        return new RunState(
                id,
                question.command().word(),
                failure != null ? "failed" : hasEnded() ? "ended" : "running",
                question.caller(),
                begunAt,
                endedAt,
                now == null ? null : now.done(),
                now == null ? null : now.all(),
                now == null ? null : now.summary(),
                failure == null ? null : code(failure),
                failure == null ? null : FailureReason.of(failure));
    }

    private static String code(Throwable failure) {
        return failure instanceof MigrationException ours ? ours.code().name() : "INTERNAL";
    }

    private void work(Function<Run, Object> work, Runnable whenEnded) {
        log("begun");
        try {
            Object done = work.apply(this);
            endedAt = Instant.now();
            report.complete(done);
        } catch (Throwable failure) { // an error, too, ends the run and not only its thread
            endedAt = Instant.now();
            report.completeExceptionally(failure);
        } finally {
            log(state().state());
            whenEnded.run();
        }
    }

    private void log(String state) {
        if (question.command() != Migrate.Command.STATUS) {
            LOG.infof(
                    "function=migrate command=%s caller=%s run=%s state=%s",
                    question.command().word(), question.caller(), id, state);
        }
    }
}

package io.schemata.migrate.http;

import io.schemata.migrate.http.Run.Question;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;

/** The runs of this process: one command at a time, and one {@code status} beside it. The last of each is remembered. */
@ApplicationScoped
public class Runs {
    private Run command;
    private Run status;

    /**
     * The report of a run, or its state where that takes longer than the wait. The run is the one with the same key, else the
     * one that is asked the same and has not ended, else a new one. Refuses with IDEMPOTENCY_MISMATCH a key of another
     * request, and with MIGRATION_UNDER_WAY, by name, while another command runs.
     */
    Object answer(Question question, Function<Run, Object> work, Duration longest) throws Throwable {
        Run run = question.command() == Migrate.Command.STATUS
                ? statusRun(question, work, longest)
                : commandRun(question, work);
        return run.within(longest);
    }

    /** The last run of another command than {@code status}, or null. */
    synchronized RunState last() {
        return command == null ? null : command.state();
    }

    private synchronized Run commandRun(Question question, Function<Run, Object> work) {
        if (command != null && question.hasKeyOf(command.question())) {
            if (!question.isSameAs(command.question())) {
                throw RefusedException.because(Code.IDEMPOTENCY_MISMATCH);
            }
            return command;
        }
        if (isRunning(command)) {
            return joined(command, question);
        }
        command = Run.begin(question, work, this::ended);
        return command;
    }

    /** Others wait for their turn: it is short. */
    private synchronized Run statusRun(Question question, Function<Run, Object> work, Duration longest)
            throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (isRunning(status) && !question.isSameAs(status.question())) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        if (isRunning(status)) {
            return joined(status, question);
        }
        status = Run.begin(question, work, this::ended);
        return status;
    }

    private synchronized void ended() {
        notifyAll();
    }

    private static boolean isRunning(Run run) {
        return run != null && !run.hasEnded();
    }

    private static Run joined(Run running, Question question) {
        if (question.isSameAs(running.question())) {
            return running;
        }
        throw RefusedException.because(
                        Code.MIGRATION_UNDER_WAY,
                        "%s is at work".formatted(running.state().command()))
                .with("run", JsonObject.mapFrom(running.state()));
    }
}

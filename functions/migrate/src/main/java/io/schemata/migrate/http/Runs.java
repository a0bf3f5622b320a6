package io.schemata.migrate.http;

import io.quarkus.runtime.ShutdownEvent;
import io.schemata.health.Shutdown;
import io.schemata.migrate.http.Run.Question;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The runs of this process: one command at a time, and one {@code status} beside it. The last command is remembered, and so are
 * the last ones with a key.
 */
@ApplicationScoped
public class Runs {
    private static final Logger LOG = Logger.getLogger("io.schemata.migrate");
    private static final int MOST_KEYS = 32;

    private final Map<String, Run> byKey = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Run> eldest) {
            return size() > MOST_KEYS;
        }
    };
    private final Shutdown shutdown;
    private Run command;
    private Run status;

    Runs(Shutdown shutdown) {
        this.shutdown = shutdown;
    }

    /** Says what was broken off, where a process ends in the middle of it: what is done is done, and the next apply goes on. */
    void end(@Observes ShutdownEvent event) {
        RunState last = last();
        if (last != null && last.state().equals("running")) {
            LOG.warnf(
                    "stopped while %s is at work: run=%s done=%s all=%s",
                    last.command(), last.run(), last.done(), last.all());
        }
    }

    /**
     * The report of a run, or its state where that takes longer than the wait. The run is the one with the same key that
     * has not failed, else the one that is asked the same and has not ended, else a new one. Refuses with IDEMPOTENCY_MISMATCH a key of another
     * request, and with MIGRATION_UNDER_WAY, by name, while another command runs; with
     * OVERLOADED what a stopping process would have to break off.
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
        Run known = question.key() == null ? null : byKey.get(question.keyOfCaller());
        if (known != null && !known.hasFailed()) {
            if (!question.isSameAs(known.question())) {
                throw RefusedException.because(Code.IDEMPOTENCY_MISMATCH);
            }
            return known;
        }
        if (!isRunning(command)) {
            if (shutdown.hasBegun()) {
                throw RefusedException.because(Code.OVERLOADED, "This process is stopping; try again");
            }
            command = Run.begin(question, work, this::ended);
        } else {
            requireSame(command, question);
        }
        if (question.key() != null) {
            byKey.put(question.keyOfCaller(), command);
        }
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
            requireSame(status, question);
            return status;
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

    private static void requireSame(Run running, Question question) {
        if (question.isSameAs(running.question())) {
            return;
        }
        RefusedException underWay = RefusedException.because(
                Code.MIGRATION_UNDER_WAY,
                "%s is at work".formatted(running.state().command()));
        throw question.isBound() ? underWay : underWay.with("run", JsonObject.mapFrom(running.state()));
    }
}

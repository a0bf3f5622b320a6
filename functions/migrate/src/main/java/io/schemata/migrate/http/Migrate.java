package io.schemata.migrate.http;

import io.quarkus.funqy.Funq;
import io.schemata.migrate.http.Run.Question;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.Tenants;
import io.schemata.request.CallContext;
import io.schemata.request.CurrentCall;
import io.schemata.request.Endpoint;
import io.schemata.request.Field;
import io.schemata.request.Fields;
import io.schemata.request.HttpFunction;
import io.schemata.request.TenantScope;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * The commands of {@code migrate} for the service. One runs at a time, and {@code status} beside it. What takes longer than
 * {@link ServeConfig#maxWait} is answered by a {@link RunState}; the same call again waits for the same run, and
 * {@code status} shows how far the last one is, and what it has led to.
 *
 * <p>Refusals, in this order: FORBIDDEN, INVALID_REQUEST, TENANT_FORBIDDEN when the token is bound to another tenant,
 * IDEMPOTENCY_MISMATCH, MIGRATION_UNDER_WAY when another command runs, MIGRATION_REFUSED when the engine refuses, with its
 * reason, and DATABASE_UNAVAILABLE.
 */
@ApplicationScoped
public class Migrate implements HttpFunction {
    private static final String FUNCTION = "migrate";

    public static final Endpoint ENDPOINT = Endpoint.named(FUNCTION)
            .does(
                    "Runs a command of migrate and answers its report, as the command line prints it with --json."
                            + " Only a migrate that was started with serve has it. One runs at a time, and status beside it; a long one is answered by its run id, and status shows how far it is.")
            .takes(Request.class)
            .answers(Object.class)
            .forService()
            .in(TenantScope.ONE_OR_ALL_TENANTS)
            .refuses(Code.IDEMPOTENCY_MISMATCH, Code.MIGRATION_UNDER_WAY, Code.MIGRATION_REFUSED)
            .blocking()
            .build();
    private static final int LONGEST_NAME = 255;
    private static final int MOST_TENANTS = 10_000;
    private static final Duration REST = Duration.ofSeconds(5);

    private final CurrentCall current;
    private final Commands commands;
    private final Runs runs;
    private final Tenants tenants;
    private final Duration maxWait;

    Migrate(CurrentCall current, Commands commands, Runs runs, Tenants tenants, ServeConfig config) {
        this.current = current;
        this.commands = commands;
        this.runs = runs;
        this.tenants = tenants;
        this.maxWait = config.maxWait();
    }

    /** The commands that are to be had over HTTP. */
    public enum Command {
        STATUS,
        PLAN,
        APPLY,
        VALIDATE,
        COMPARE,
        EXPOSURE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A command and its options. */
    public record Request(
            @Field(
                    value = "the command",
                    required = true,
                    oneOf = {"status", "plan", "apply", "validate", "compare", "exposure"},
                    example = "status")
            String command,

            @Field(
                    value = "the tenants, by name or schema; all when it is left out; compare takes one, exposure none",
                    range = {1, MOST_TENANTS})
            List<String> tenants,

            @Field(
                    value =
                            "of compare: a tenant, schema:<any schema> or blueprint:<name>; the tenant's own blueprint when it is left out",
                    range = {1, LONGEST_NAME})
            String against,

            @Field(
                    value = "of apply: the id of the plan that it carries out",
                    range = {1, LONGEST_NAME})
            String approve) {
        public Request {
            Fields.required("command", command);
            Command known = known(command);
            if (tenants != null && (tenants.isEmpty() || tenants.contains(null) || tenants.size() > MOST_TENANTS)) {
                throw RefusedException.invalid(
                        "tenants", "has to name 1 to %d, or not to be there".formatted(MOST_TENANTS));
            }
            Fields.text("against", against, LONGEST_NAME);
            Fields.text("approve", approve, LONGEST_NAME);
            requireOnly("tenants", tenants != null, known != Command.EXPOSURE, command);
            requireOnly("against", against != null, known == Command.COMPARE, command);
            requireOnly("approve", approve != null, known == Command.APPLY, command);
            if (known == Command.APPLY) {
                Fields.required("approve", approve);
            }
            if (known == Command.COMPARE && (tenants == null || tenants.size() != 1)) {
                throw RefusedException.invalid("tenants", "has to name the one to compare");
            }
        }

        Command known() {
            return known(command);
        }

        private static Command known(String word) {
            for (Command command : Command.values()) {
                if (command.word().equals(word)) {
                    return command;
                }
            }
            throw RefusedException.invalid("command", "has to be status, plan, apply, validate, compare or exposure");
        }

        private static void requireOnly(String field, boolean isThere, boolean isTaken, String command) {
            if (isThere && !isTaken) {
                throw RefusedException.invalid(field, "is not taken by %s".formatted(command));
            }
        }
    }

    @Override
    public Endpoint endpoint() {
        return ENDPOINT.lasting(maxWait.plus(REST));
    }

    /** Blocks: it runs on a worker thread. */
    @Funq(FUNCTION)
    public Object migrate(Request request) throws Throwable {
        CallContext call = current.get();
        Question question = new Question(
                request.known(),
                Selection.of(request, call, tenants),
                "%s by %s".formatted(call.caller(), call.caller().credential()),
                call.idempotencyKey(),
                call.caller().tenant().isPresent());
        return runs.answer(question, run -> commands.run(question, run), maxWait);
    }
}

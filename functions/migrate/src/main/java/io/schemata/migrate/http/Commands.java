package io.schemata.migrate.http;

import io.schemata.migrate.http.Run.Question;
import io.schemata.migration.apply.Applier;
import io.schemata.migration.apply.ApplyRequest;
import io.schemata.migration.compare.SchemaComparer;
import io.schemata.migration.exposure.Exposer;
import io.schemata.migration.plan.Planner;
import io.schemata.migration.report.Plan;
import io.schemata.migration.report.Progress;
import io.schemata.migration.report.TenantStatus;
import io.schemata.migration.report.ValidatedTenant;
import io.schemata.migration.status.StatusReader;
import io.schemata.migration.targets.Targets;
import io.schemata.migration.validate.Validator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs commands of the engine; each answers the report that the command line prints with {@code --json}. */
@ApplicationScoped
public class Commands {
    private final Targets targets;
    private final StatusReader status;
    private final Planner planner;
    private final Applier applier;
    private final Validator validator;
    private final SchemaComparer comparer;
    private final Exposer exposer;
    private final Runs runs;

    Commands(
            Targets targets,
            StatusReader status,
            Planner planner,
            Applier applier,
            Validator validator,
            SchemaComparer comparer,
            Exposer exposer,
            Runs runs) {
        this.targets = targets;
        this.status = status;
        this.planner = planner;
        this.applier = applier;
        this.validator = validator;
        this.comparer = comparer;
        this.exposer = exposer;
        this.runs = runs;
    }

    /** @param progress takes each tenant that is done */
    Object run(Question question, Consumer<Progress> progress) {
        Selection selection = question.selection();
        List<String> tenants = selection.tenants();
        return switch (question.command()) {
            case STATUS ->
                new StatusReport(
                        status.status(tenants, counted(all(tenants), progress, TenantStatus::tenant)),
                        question.isBound() ? null : runs.last());
            case PLAN -> plan(question);
            case APPLY ->
                applier.apply(
                        ApplyRequest.of(tenants, Duration.ZERO).approved(selection.approve(), question.caller()),
                        progress);
            case VALIDATE ->
                Map.of(
                        "tenants",
                        validator.validate(
                                tenants,
                                false,
                                counted(
                                        tenants.isEmpty() ? 1 + all(tenants) : all(tenants),
                                        progress,
                                        ValidatedTenant::tenant)));
            case COMPARE -> comparer.compare(tenants.get(0), selection.against());
            case EXPOSURE -> exposer.exposure(null);
        };
    }

    /** What all tenants need says who the others are. */
    private Plan plan(Question question) {
        Plan plan = planner.plan(question.selection().tenants());
        return question.isBound()
                ? new Plan(
                        plan.planId(),
                        plan.tenants().stream()
                                .filter(tenant -> question.selection().tenants().contains(tenant.tenant()))
                                .toList())
                : plan;
    }

    private int all(List<String> tenants) {
        return targets.select(tenants).size();
    }

    private static <T> Consumer<T> counted(int all, Consumer<Progress> progress, Function<T, String> name) {
        AtomicInteger done = new AtomicInteger();
        return tenant -> progress.accept(new Progress(done.incrementAndGet(), all, name.apply(tenant)));
    }
}

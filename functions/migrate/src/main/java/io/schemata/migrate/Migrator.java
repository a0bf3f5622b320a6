package io.schemata.migrate;

import io.schemata.registry.LinkSets;
import io.schemata.registry.Stage;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.exception.LiquibaseException;
import org.jboss.logging.Logger;

/** Brings tenants up to their blueprints, and says how far they are. The only thing that may run DDL. */
@ApplicationScoped
public class Migrator {
    private static final Logger LOG = Logger.getLogger(Migrator.class);

    private final Tenants tenants;
    private final LinkSets linkSets;
    private final MigrateConfig config;
    private final BlueprintStructures blueprints;

    public Migrator(Tenants tenants, LinkSets linkSets, MigrateConfig config, BlueprintStructures blueprints) {
        this.tenants = tenants;
        this.linkSets = linkSets;
        this.config = config;
        this.blueprints = blueprints;
    }

    /** How far the named tenants are, or all; each is shown when it is known. */
    List<Report.Status> status(List<String> names, Consumer<Report.Status> shown) {
        List<Report.Status> all = new ArrayList<>();
        for (Tenant tenant : selected(names)) {
            Report.Status status = withDrift(tenant, of(tenant).status());
            shown.accept(status);
            all.add(status);
        }
        return all;
    }

    /** Drift can be told where no change is pending, and not of a service. */
    private Report.Status withDrift(Tenant tenant, Report.Status status) {
        if (tenant.isService() || status.reason() != null || !status.isUpToDate()) {
            return status;
        }
        try {
            return status.with(blueprints.hasDrifted(tenant));
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            return status.failed(Reason.of(failure));
        }
    }

    Report.Plan plan(List<String> names) {
        List<Report.Planned> planned = inOrder(selected(names)).stream()
                .map(tenant -> untouchable(tenant).isPresent()
                        ? of(tenant).nothing()
                        : of(tenant).plan())
                .toList();
        return new Report.Plan(PlanId.of(planned), planned);
    }

    /**
     * Migrates the named tenants, or all. One tenant's failure leaves the others done.
     *
     * @param approved the id of the plan that was approved, or null; without the right one no production tenant is touched
     * @param wait how long to wait where another migrate is at work
     * @param progress gets a line per tenant
     */
    public List<Report.Applied> apply(List<String> names, String approved, Duration wait, Consumer<String> progress) {
        Collection<Tenant> chosen = selected(names);
        requireApproval(chosen, names, approved);
        List<Report.Applied> done = new ArrayList<>();
        List<Tenant> all = inOrder(chosen);
        for (Tenant tenant : all) {
            Report.Applied applied = untouchable(tenant)
                    .map(reason ->
                            new Report.Applied(tenant.name(), tenant.schema(), Report.Outcome.SKIPPED, 0, 0, reason))
                    .orElseGet(() -> of(tenant).apply(wait));
            done.add(applied);
            progress.accept("[%d/%d] %s".formatted(done.size(), all.size(), line(applied)));
            if (tenant == Tenant.PLATFORM) {
                if (applied.outcome() == Report.Outcome.FAILED) {
                    break;
                }
                keepBlueprints(chosen);
            }
        }
        return done;
    }

    /** So that later drift can be told. Where that fails the tenants are no worse for it, and validate says so. */
    private void keepBlueprints(Collection<Tenant> chosen) {
        chosen.stream()
                .filter(tenant -> !tenant.isService())
                .map(Tenant::blueprint)
                .distinct()
                .forEach(blueprint -> {
                    try {
                        blueprints.keep(blueprint);
                    } catch (SQLException | LiquibaseException | RuntimeException failure) {
                        LOG.warnf("what blueprint %s looks like could not be kept: %s", blueprint, Reason.of(failure));
                    }
                });
    }

    /** Why a tenant of this stage is never touched. */
    private static Optional<String> untouchable(Tenant tenant) {
        return tenant.stage() == Stage.DEVELOPMENT
                ? Optional.of("development is read-only to migrate")
                : Optional.empty();
    }

    private void requireApproval(Collection<Tenant> chosen, List<String> names, String approved) {
        boolean production = chosen.stream().anyMatch(tenant -> tenant.stage() == Stage.PRODUCTION);
        if (production && !plan(names).planId().equals(approved)) {
            throw new NotAllowed("production needs --approve with the id that 'plan' shows for the same tenants now");
        }
    }

    Collection<Tenant> selected(List<String> names) {
        return names.isEmpty()
                ? tenants.all()
                : names.stream().distinct().map(this::known).toList();
    }

    private Tenant known(String name) {
        return tenants.find(name).orElseThrow(() -> new NotAllowed("no tenant '%s' is configured".formatted(name)));
    }

    /** First what all need, last those that keep the links of others: whose rows are linked has to be there. */
    private static List<Tenant> inOrder(Collection<Tenant> chosen) {
        List<Tenant> all = new ArrayList<>(List.of(Tenant.PLATFORM));
        chosen.stream().sorted(Comparator.comparing(LinkSets::keepsLinks)).forEach(all::add);
        return all;
    }

    TenantMigration of(Tenant tenant) {
        if (tenant == Tenant.PLATFORM) {
            List<RegistryEntry> registry = RegistryEntry.ofAll(tenants, config.signUpTrigger());
            return new TenantMigration(tenant, "db/platform.yaml", registry, config);
        }
        if (tenant.isService()) {
            List<RegistryEntry> registry = RegistryEntry.ofService(tenant, tenants.login(tenant));
            return new TenantMigration(tenant, Changelog.file(Tenant.SERVICE_BLUEPRINT), registry, config);
        }
        List<RegistryEntry> registry = new ArrayList<>(RegistryEntry.of(tenant));
        if (LinkSets.keepsLinks(tenant)) {
            registry.addAll(RegistryEntry.ofLinks(tenant, linkSets));
        }
        return new TenantMigration(tenant, Changelog.file(tenant.blueprint()), registry, config);
    }

    private static String line(Report.Applied applied) {
        String outcome = Text.lower(applied.outcome()).replace('_', ' ');
        String more = applied.changes() == 0
                ? ""
                : ", %d changes in %d ms".formatted(applied.changes(), applied.milliseconds());
        return "%s (schema %s): %s%s"
                .formatted(
                        applied.tenant(),
                        applied.schema(),
                        outcome,
                        applied.reason() == null ? more : ", " + applied.reason());
    }
}

package io.schemata.migrate;

import io.schemata.tenant.Stage;
import io.schemata.tenant.Tenant;
import io.schemata.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import liquibase.changelog.ChangeSet;
import liquibase.exception.LiquibaseException;

/** Brings tenants up to their blueprints, and says how far they are. The only thing that may run DDL. */
@ApplicationScoped
public class Migrator {
    /** What the database needs once, before any tenant: kept like a tenant, in a schema of our own. */
    private static final Tenant PLATFORM = new Tenant("(platform)", "schemata", "platform", Stage.SERVICE);

    private final Tenants tenants;
    private final MigrateConfig config;

    public Migrator(Tenants tenants, MigrateConfig config) {
        this.tenants = tenants;
        this.config = config;
    }

    List<Report.Status> status(List<String> names) {
        return selected(names).stream().map(this::status).toList();
    }

    Report.Plan plan(List<String> names) {
        List<Report.Planned> planned = new ArrayList<>();
        for (Tenant tenant : withPlatform(selected(names))) {
            planned.add(planned(tenant));
        }
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
        int number = 0;
        List<Tenant> all = withPlatform(chosen);
        for (Tenant tenant : all) {
            number++;
            Report.Applied applied = untouchable(tenant)
                    .map(reason ->
                            new Report.Applied(tenant.name(), tenant.schema(), Report.Outcome.SKIPPED, 0, 0, reason))
                    .orElseGet(() -> apply(tenant, wait));
            done.add(applied);
            progress.accept(line(number, all.size(), applied));
            if (tenant == PLATFORM && applied.outcome() == Report.Outcome.FAILED) {
                break;
            }
        }
        return done;
    }

    private Report.Applied apply(Tenant tenant, Duration wait) {
        long start = System.nanoTime();
        Report.Outcome outcome = Report.Outcome.FAILED;
        int changes = 0;
        String reason = null;
        try (SchemaSession session = open(tenant)) {
            changes = pending(session, tenant).size();
            if (changes == 0) {
                outcome = Report.Outcome.UP_TO_DATE;
            } else if (!session.lock(wait)) {
                reason = "another migrate is at work here; nothing was changed";
            } else {
                changes = migrate(session, tenant);
                outcome = changes == 0 ? Report.Outcome.UP_TO_DATE : Report.Outcome.MIGRATED;
            }
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            reason = Reason.of(failure);
        }
        long milliseconds = (System.nanoTime() - start) / 1_000_000;
        return new Report.Applied(tenant.name(), tenant.schema(), outcome, changes, milliseconds, reason);
    }

    private int migrate(SchemaSession session, Tenant tenant) throws SQLException, LiquibaseException {
        int changes = pending(session, tenant).size();
        if (changes > 0) {
            session.createSchema();
            session.update(changelogOf(tenant), config.lockTimeout());
        }
        return changes;
    }

    private static List<ChangeSet> pending(SchemaSession session, Tenant tenant)
            throws SQLException, LiquibaseException {
        Changelog changelog = session.changelog(changelogOf(tenant));
        History history = History.read(session.connection(), tenant.schema());
        List<ChangeSet> edited = history.edited(changelog);
        if (!edited.isEmpty()) {
            throw new NotAllowed("edited after it was applied: " + Changelog.name(edited.get(0)));
        }
        return history.pending(changelog);
    }

    private Report.Status status(Tenant tenant) {
        try (SchemaSession session = open(tenant)) {
            Changelog changelog = session.changelog(changelogOf(tenant));
            History history = History.read(session.connection(), tenant.schema());
            return new Report.Status(
                    tenant.name(),
                    tenant.schema(),
                    Text.lower(tenant.stage()),
                    tenant.blueprint(),
                    history.checksums().size(),
                    history.lastRun(),
                    history.pending(changelog).stream().map(Changelog::name).toList(),
                    history.edited(changelog).stream().map(Changelog::name).toList(),
                    null);
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            return new Report.Status(
                    tenant.name(),
                    tenant.schema(),
                    Text.lower(tenant.stage()),
                    tenant.blueprint(),
                    0,
                    null,
                    List.of(),
                    List.of(),
                    Reason.of(failure));
        }
    }

    private Report.Planned planned(Tenant tenant) {
        try (SchemaSession session = open(tenant)) {
            List<ChangeSet> pending = untouchable(tenant).isPresent() ? List.of() : pending(session, tenant);
            return new Report.Planned(
                    tenant.name(),
                    tenant.schema(),
                    Text.lower(tenant.stage()),
                    pending.stream().map(Changelog::name).toList(),
                    PlanSql.of(tenant.schema(), pending),
                    null);
        } catch (SQLException | LiquibaseException | RuntimeException failure) {
            return new Report.Planned(
                    tenant.name(), tenant.schema(), Text.lower(tenant.stage()), List.of(), "", Reason.of(failure));
        }
    }

    /** Why a tenant of this stage is never migrated. */
    private static Optional<String> untouchable(Tenant tenant) {
        if (tenant == PLATFORM) {
            return Optional.empty();
        }
        return switch (tenant.stage()) {
            case DEVELOPMENT -> Optional.of("development is read-only to migrate");
            case SERVICE -> Optional.of("a service's schema is its own to migrate");
            default -> Optional.empty();
        };
    }

    private void requireApproval(Collection<Tenant> chosen, List<String> names, String approved) {
        boolean production = chosen.stream().anyMatch(tenant -> tenant.stage() == Stage.PRODUCTION);
        if (production && !plan(names).planId().equals(approved)) {
            throw new NotAllowed("production needs --approve with the id that 'plan' shows for the same tenants now");
        }
    }

    private Collection<Tenant> selected(List<String> names) {
        return names.isEmpty()
                ? tenants.all()
                : names.stream().distinct().map(this::known).toList();
    }

    private Tenant known(String name) {
        return tenants.find(name).orElseThrow(() -> new NotAllowed("no tenant '%s' is configured".formatted(name)));
    }

    private static List<Tenant> withPlatform(Collection<Tenant> chosen) {
        List<Tenant> all = new ArrayList<>(List.of(PLATFORM));
        all.addAll(chosen);
        return all;
    }

    private SchemaSession open(Tenant tenant) throws SQLException {
        return SchemaSession.open(JdbcAddress.of(config.databaseUrl()), tenant.schema());
    }

    private static String changelogOf(Tenant tenant) {
        return tenant == PLATFORM ? "db/platform.yaml" : "db/blueprint/%s.yaml".formatted(tenant.blueprint());
    }

    private static String line(int number, int of, Report.Applied applied) {
        return "[%d/%d] %s (schema %s): %s%s"
                .formatted(
                        number,
                        of,
                        applied.tenant(),
                        applied.schema(),
                        Text.lower(applied.outcome()).replace('_', ' '),
                        applied.reason() != null
                                ? ", " + applied.reason()
                                : applied.changes() == 0
                                        ? ""
                                        : ", %d changes in %d ms".formatted(applied.changes(), applied.milliseconds()));
    }
}

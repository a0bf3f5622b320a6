package io.schemata.migrate;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.schemata.migration.lint.Lint;
import io.schemata.migration.structure.Catalog;
import io.schemata.schema.Migrated;
import io.schemata.testing.Database;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each static check finds what it is for, by name, and nothing on any tenant. */
@Tag("sql")
@ExtendWith(Migrated.class)
class LintsIT {
    private static final String SCHEMA = "video_alpha";
    private static final String OWN_JOBS = "\"Users watch their own jobs\"";

    /** What somebody did, and what is found then. */
    private static final Map<Lint, Entry<String, String>> FOUND = Map.ofEntries(
            found(
                    Lint.ROW_SECURITY_OFF,
                    "alter table jobs disable row level security",
                    "jobs: row level security is off"),
            found(
                    Lint.TABLES_WITHOUT_POLICY,
                    "drop policy " + OWN_JOBS + " on jobs",
                    "jobs: row level security without a policy"),
            found(
                    Lint.POLICIES_WITHOUT_ROW_SECURITY,
                    "alter table jobs disable row level security",
                    "jobs: policy " + OWN_JOBS + " does nothing, as row level security is off"),
            found(
                    Lint.POLICIES_PER_ROW,
                    "alter policy " + OWN_JOBS
                            + " on jobs using (user_id = (select auth.uid()) and (select auth.uid() = user_id))",
                    "jobs: policy " + OWN_JOBS + " asks who the caller is for each row; wrap the call in (select …)"),
            found(
                    Lint.POLICIES_BY_USER_METADATA,
                    "alter policy " + OWN_JOBS
                            + " on jobs using ((select auth.jwt()) -> 'user_metadata' ->> 'admin' = 'true')",
                    "jobs: policy " + OWN_JOBS + " believes user_metadata, which users write themselves"),
            found(
                    Lint.POLICIES_FOR_EVERYBODY,
                    "alter policy " + OWN_JOBS + " on jobs to public",
                    "jobs: policy " + OWN_JOBS + " names no role"),
            found(
                    Lint.POLICIES_LETTING_ALL_WRITE,
                    "create policy \"All\" on jobs for update to authenticated using (true)"
                            + " with check (user_id = (select auth.uid()))",
                    "jobs: policy \"All\" lets authenticated write every row"),
            found(
                    Lint.OVERLAPPING_POLICIES,
                    "create policy \"Too\" on jobs for select to public using (false)",
                    "jobs: authenticated may select by 2 policies"),
            found(
                    Lint.PRIVILEGES_PAST_ROW_SECURITY,
                    "grant truncate, references on jobs to service_role",
                    "jobs: service_role may references, truncate"),
            found(
                    Lint.MUTABLE_SEARCH_PATHS,
                    "alter function touch_updated_at() reset search_path",
                    "touch_updated_at(): has no search_path of its own"),
            found(
                    Lint.OPEN_FUNCTIONS,
                    "grant execute on function job_owner(uuid) to public",
                    "job_owner(uuid): may be called by anon"),
            found(
                    Lint.DEFINER_VIEWS,
                    "alter view credit_discrepancies set (security_invoker = off)",
                    "credit_discrepancies: reads as its owner; set security_invoker"),
            found(
                    Lint.OPEN_MATERIALIZED_VIEWS,
                    "create materialized view sums as select 1 as one; grant select on sums to anon",
                    "sums: has no row level security, and anon may read it"),
            found(
                    Lint.EXPOSED_USERS,
                    "create view people as select email from auth.users; grant select on people to anon",
                    "people: shows auth.users to anon"),
            found(
                    Lint.UNINDEXED_FOREIGN_KEYS,
                    "drop index idx_assets_job; create index only_jobs on assets (job_id) where type = 'video'",
                    "assets: foreign key \"assets_job_id_fkey\" has no index"),
            found(
                    Lint.DUPLICATE_INDEXES,
                    "create index twice on jobs (status)",
                    "jobs: idx_jobs_status and twice are the same index"),
            found(
                    Lint.UNUSABLE_INDEXES,
                    "update pg_index set indisvalid = false where indexrelid = 'idx_jobs_status'::regclass",
                    "jobs: index \"idx_jobs_status\" is not valid"),
            found(
                    Lint.UNVALIDATED_CONSTRAINTS,
                    "alter table jobs add constraint later check (progress >= 0) not valid",
                    "jobs: constraint \"later\" was never validated"),
            found(Lint.TABLES_WITHOUT_KEY, "create table notes (text text)", "notes: has no primary key"),
            found(
                    Lint.UNSUPPORTED_TYPES,
                    "alter table jobs add column worker regproc",
                    "jobs.worker: regproc stands in the way of pg_upgrade"),
            found(
                    Lint.DISABLED_TRIGGERS,
                    "alter table credit_ledger disable trigger keep_ledger",
                    "credit_ledger: trigger \"keep_ledger\" is switched off"),
            found(Lint.PRIVILEGED_CALLERS, "grant service_role to anon", "anon may become service_role"),
            found(
                    Lint.CREATION_BY_CALLERS,
                    "grant create on schema video_alpha to anon",
                    "anon may create in the schema"),
            found(
                    Lint.GENEROUS_DEFAULTS,
                    "alter default privileges for role service_role in schema video_alpha grant select on tables to anon",
                    "tables that service_role creates here are given to anon"),
            found(
                    Lint.EXTENSIONS_HERE,
                    "create extension pg_trgm schema video_alpha",
                    "extension \"pg_trgm\" is installed here"));

    @RegisterExtension
    private final RolledBack owner = new RolledBack(SCHEMA);

    @ParameterizedTest
    @EnumSource(Lint.class)
    void findWhatTheyAreFor(Lint lint) throws SQLException {
        assertEquals(List.of(), lint.findings(Catalog.of(owner.connection(), SCHEMA)));
        Database.execute(owner.connection(), "set local search_path = " + SCHEMA);
        Database.execute(owner.connection(), FOUND.get(lint).getKey());
        assertEquals(List.of(FOUND.get(lint).getValue()), lint.findings(Catalog.of(owner.connection(), SCHEMA)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user_id = (select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid)",
                "exists (select from projects p where p.id = project_id and p.user_id = (select auth.uid()))",
                "(select coalesce(auth.uid(), null)) = user_id and (select auth.jwt() ->> 'aal') = 'aal2'"
            })
    void findNothingWhereTheCallerIsAskedForOnce(String using) throws SQLException {
        Database.execute(owner.connection(), "alter policy %s on jobs using (%s)".formatted(OWN_JOBS, using));
        assertEquals(List.of(), Lint.POLICIES_PER_ROW.findings(Catalog.of(owner.connection(), SCHEMA)));
    }

    @Test
    void findARoleThatMayBecomeOneThatPassesEveryPolicy() throws SQLException {
        Database.execute(owner.connection(), "create role boss bypassrls");
        Database.execute(owner.connection(), "grant boss to authenticated");
        assertEquals(
                List.of("authenticated may become boss", "schemata_functions may become boss"),
                Lint.PRIVILEGED_CALLERS.findings(Catalog.of(owner.connection(), SCHEMA)));
    }

    @Test
    void findARoleThatPassesEveryPolicy() throws SQLException {
        Database.execute(owner.connection(), "alter role authenticated bypassrls");
        assertEquals(
                List.of("authenticated passes every policy", "schemata_functions may become authenticated"),
                Lint.PRIVILEGED_CALLERS.findings(Catalog.of(owner.connection(), SCHEMA)));
    }

    @Test
    void findNothingOnAnyTenant() throws SQLException {
        for (String schema : Migrated.BLUEPRINTS.values()) {
            Catalog catalog = Catalog.of(owner.connection(), schema);
            for (Lint lint : EnumSet.allOf(Lint.class)) {
                assertEquals(List.of(), lint.findings(catalog), () -> schema + ": " + lint.title());
            }
        }
    }

    private static Entry<Lint, Entry<String, String>> found(Lint lint, String sql, String finding) {
        return entry(lint, entry(sql, finding));
    }
}

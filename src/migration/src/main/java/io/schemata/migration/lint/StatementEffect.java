package io.schemata.migration.lint;

import java.util.regex.Pattern;

/**
 * What a statement of a change does to rows that are there, or to those who use its table meanwhile, by PostgreSQL's own rules
 * ({@code ALTER TABLE}, notes; {@code Explicit Locking}). A pattern is for a statement in lower case whose tokens are apart by
 * one blank, without comments and quoted texts.
 */
enum StatementEffect {
    /** What they name in words that others act by is nothing that they do. */
    NOTHING(
            "(grant|revoke|comment|create (or replace )?(constraint )?(trigger|rule|policy|function|procedure)|alter (default|policy)) .*",
            null,
            false),
    DROPS_TABLE("(.* )?drop (foreign )?table .*", "the rows of the table are gone", true),
    DROPS_SCHEMA("(.* )?drop (schema|owned|extension) .*", "all that is in it is gone, and all that needs it", true),
    DROPS_TYPE("(.* )?drop (type|domain) .* cascade.*", "columns of that type are gone", true),
    DROPS_ATTRIBUTE("(.* )?alter type .* drop attribute .*", "what is in the attribute is gone", true),
    DROPS_COLUMN(
            "(.* )?alter table .* drop (?!constraint |default |not |expression |identity )(column |if exists )?\"?[\\w].*",
            "what is in the column is gone",
            true),
    TRUNCATES("(.* )?truncate .*", "all rows are gone", true),
    DELETES("(.* )?(delete from .*|merge .* delete.*)", "rows are deleted", true),
    CHANGES_TYPE(
            "(.* )?alter table .* alter (column )?[^ ]+ (set data )?type .*",
            "the table is rewritten, unless the new type holds the old one's values as they are; reads and writes wait meanwhile; "
                    + "what the new type cannot hold is gone",
            true),
    RUNS_TEXT(
            "do .*\\bexecute .*\\b(drop|delete|truncate|update|alter)\\b.*",
            "it runs statements that are put together as it runs, and cannot be read here",
            true),
    DROPS_MATERIALIZED_VIEW("drop materialized view .*", "what it holds has to be computed again", false),
    OVERWRITES(
            "(.* )?(update (?!of |cascade|restrict|on )[^ ]+ .*set .*|do update set .*|merge .* update .*)",
            "rows are overwritten, and locked until the change is made",
            false),
    ADDS_COMPUTED_COLUMN(
            "alter table .* add (column )?.*(generated (always|by default) as (identity|\\( )| (big|small)?serial\\b).*",
            "the table is rewritten; reads and writes wait meanwhile",
            false),
    ADDS_VOLATILE_DEFAULT(
            "alter table .* add (column )?.* default (gen_random_uuid|uuid_generate_v\\d\\w*|random|clock_timestamp|timeofday|nextval) \\( .*",
            "the table is rewritten, as each row gets a value of its own; reads and writes wait meanwhile",
            false),
    REWRITES(
            "alter table .* set (logged|unlogged|access method).*|cluster .*|vacuum full.*",
            "the table is rewritten; reads and writes wait meanwhile",
            false),
    REFRESHES(
            "refresh materialized view (?!concurrently ).*",
            "reads of the view wait meanwhile; concurrently lets them",
            false),
    BUILDS_INDEX(
            "create (unique )?index (?!concurrently ).*",
            "writes to the table wait while the index is built; 'create index concurrently', as a change with "
                    + "runInTransaction:false, lets them",
            false),
    DROPS_INDEX(
            "drop index (?!concurrently ).*",
            "it waits for those who use the table, and all later ones wait behind it",
            false),
    REINDEXES("reindex (?!.* concurrently ).*", "writes to the table wait meanwhile; concurrently lets them", false),
    ADDS_KEY(
            "alter table .* add (constraint [^ ]+ )?(primary key|unique|exclude) (?!using index).*",
            "reads and writes of the table wait while its index is built; build it concurrently, and add the constraint 'using index'",
            false),
    ADDS_FOREIGN_KEY(
            "alter table (?!.*not valid).* add (constraint [^ ]+ )?foreign key .*|alter table (?!.*not valid).* add (column )?.* references .*",
            "writes to both tables wait while all rows are checked; add it 'not valid', and validate it in a change of its own",
            false),
    ADDS_CHECK(
            "alter table (?!.*not valid).* add (constraint [^ ]+ )?check .*",
            "reads and writes of the table wait while all rows are checked; add it 'not valid', and validate it in a change of its own",
            false),
    SETS_NOT_NULL(
            "alter table .* alter (column )?[^ ]+ set not null.*",
            "reads and writes of the table wait while all rows are checked, unless a valid check says the same already",
            false),
    LOCKS("lock (table )?.*", "others wait until the change is made", false),
    CALLS("(select|call|with|do) .*\\w \\( .*", "what the function that it calls does cannot be read here", false);

    private final Pattern pattern;
    private final String effect;
    private final boolean isLoss;

    StatementEffect(String pattern, String effect, boolean isLoss) {
        this.pattern = Pattern.compile(pattern);
        this.effect = effect;
        this.isLoss = isLoss;
    }

    boolean isOf(String statement) {
        return pattern.matcher(statement).matches();
    }

    String effect() {
        return effect;
    }

    /** Whether data is gone after it. */
    boolean isLoss() {
        return isLoss;
    }
}

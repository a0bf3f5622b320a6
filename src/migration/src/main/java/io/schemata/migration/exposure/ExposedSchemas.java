package io.schemata.migration.exposure;

import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The list of schemas that PostgREST serves.
 *
 * @param source where it was found
 * @param schemas in their order
 * @param isOfDatabase whether it is set for this database alone, or null where it is in a file
 */
record ExposedSchemas(String source, List<String> schemas, Boolean isOfDatabase) {
    private static final String ROLE = "select 'there' from pg_roles where rolname = 'authenticator'";
    private static final String SETTING = """
            select (setdatabase <> 0)::text || ' ' || substr(setting, strpos(setting, '=') + 1)
            from pg_db_role_setting, unnest(setconfig) setting
            where setrole = to_regrole('authenticator')
              and setdatabase in (0, (select oid from pg_database where datname = current_database()))
              and split_part(setting, '=', 1) in ('pgrst.db_schemas', 'pgrst.db_schema')
            order by setdatabase desc, split_part(setting, '=', 1) desc
            limit 1
            """;

    /** PostgREST's own file, and the Supabase CLI's. */
    private static final Pattern IN_FILE = Pattern.compile(
            "(?ms)^\\s*(?:db-schemas?\\s*=\\s*\"([^\"]*)\"|\\[api](?:(?!^\\s*\\[).)*?^\\s*schemas\\s*=\\s*\\[([^\\]]*)])");

    private static final Pattern REMARK = Pattern.compile("(?m)#[^\"\n]*(?:\"[^\"\n]*\"[^\"\n]*)*$");

    /** PostgREST's, where nothing is set. */
    private static final List<String> BY_DEFAULT = List.of("public");

    /** Reads the setting of PostgREST's login; a database without that login is refused. */
    static ExposedSchemas of(Connection connection) throws SQLException {
        if (FirstColumn.of(connection, ROLE).isEmpty()) {
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE,
                    "there is no role 'authenticator' here, which PostgREST logs in as: name its configuration by --config");
        }
        List<String> found = FirstColumn.of(connection, SETTING);
        if (found.isEmpty()) {
            return new ExposedSchemas("nothing is set for the role authenticator", BY_DEFAULT, true);
        }
        String[] parts = found.get(0).split(" ", 2);
        boolean isOfDatabase = Boolean.parseBoolean(parts[0]);
        String source = "pgrst.db_schemas of the role authenticator" + (isOfDatabase ? " in this database" : "");
        return new ExposedSchemas(source, names(parts[1]), isOfDatabase);
    }

    /** Reads a configuration file of PostgREST, or the Supabase CLI's {@code config.toml}. */
    static ExposedSchemas of(Path file) {
        try {
            Matcher found =
                    IN_FILE.matcher(REMARK.matcher(Files.readString(file)).replaceAll(""));
            if (!found.find()) {
                throw new MigrationException(
                        ErrorCode.INVALID_OPTION,
                        "--config %s has neither 'db-schemas = \"…\"' nor 'schemas = [\"…\"]'".formatted(file));
            }
            return new ExposedSchemas(
                    file.toString(), names(found.group(1) == null ? found.group(2) : found.group(1)), null);
        } catch (IOException unreadable) {
            throw new MigrationException(
                    ErrorCode.INVALID_OPTION, "--config %s cannot be read".formatted(file), unreadable);
        }
    }

    private static List<String> names(String list) {
        return Stream.of(list.split(","))
                .map(name -> name.strip().replaceAll("^[\"']|[\"']$", ""))
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }
}

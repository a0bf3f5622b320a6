package io.schemata.migration.preflight;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.database.FirstColumn;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The trigger on auth.users that is still to be made. It may have to share its transaction with triggers of others, each of
 * which can abort every sign-up: so each has to be known. Where it is there already they are, or came later.
 */
final class SignUpTrigger {
    private static final String USERS = " (select class.oid from pg_class class"
            + " join pg_namespace schema on schema.oid = class.relnamespace"
            + " where schema.nspname = 'auth' and class.relname = 'users') ";
    private static final String OURS =
            "select tgname from pg_trigger where tgrelid =" + USERS + "and tgname = 'schemata_set_up_new_user'";
    private static final String OTHERS = "select tgname || ', which calls ' || tgfoid::regprocedure from pg_trigger"
            + " join pg_proc on pg_proc.oid = tgfoid join pg_namespace on pg_namespace.oid = pronamespace"
            + " where tgrelid =" + USERS + "and not tgisinternal and tgenabled <> 'D'"
            + " and tgname not like 'schemata\\_%' and tgname <> all (?)"
            + " and nspname <> all (?) order by tgname";
    private static final String OWNER_WITHOUT_RIGHT =
            "select current_user from" + USERS + "users where not has_table_privilege(users.oid, 'trigger')";

    private static final String NEITHER =
            "SCHEMATA_MIGRATE_SIGN_UP_TRIGGER=false leaves sign-ups to the function new-user; nothing was changed";

    private SignUpTrigger() {}

    /**
     * Refuses, first, a login that may not make it; then triggers that the configuration does not allow.
     *
     * @param resting schemas whose functions may be called by them, as they rest
     */
    static void require(Connection connection, MigrationConfig config, List<String> resting) throws SQLException {
        if (!config.signUpTrigger() || !FirstColumn.of(connection, OURS).isEmpty()) {
            return;
        }
        for (String owner : FirstColumn.of(connection, OWNER_WITHOUT_RIGHT)) {
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE,
                    "%1$s may not make a trigger on auth.users: grant trigger on auth.users to %1$s; or %2$s"
                            .formatted(owner, NEITHER));
        }
        Object[] allowed = config.allowedUserTriggers().orElse(List.of()).toArray();
        List<String> others = FirstColumn.of(
                connection,
                OTHERS,
                connection.createArrayOf("text", allowed),
                connection.createArrayOf("text", resting.toArray()));
        if (!others.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.IN_THE_WAY,
                    ("auth.users has triggers of others, which can abort every sign-up: %s;"
                                    + " where they fill tables that a tenant is to be made of, 'migrate adopt' comes first; else drop them,"
                                    + " or name them in SCHEMATA_MIGRATE_ALLOWED_USER_TRIGGERS; or %s")
                            .formatted(String.join(", ", others), NEITHER));
        }
    }
}

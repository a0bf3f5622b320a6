package io.schemata.migration.preflight;

import io.schemata.migration.MigrationConfig;
import io.schemata.migration.error.ErrorCode;
import io.schemata.migration.error.MigrationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The trigger on auth.users that is still to be made. It may have to share its transaction with triggers of others, each of
 * which can abort every sign-up: so each has to be known. Where it is there already they are, or came later.
 */
final class SignUpTrigger {
    private static final String USERS = " (select class.oid from pg_class class"
            + " join pg_namespace schema on schema.oid = class.relnamespace"
            + " where schema.nspname = 'auth' and class.relname = 'users') ";
    private static final String IS_MADE = "select exists (select from pg_trigger" + " where tgrelid =" + USERS
            + "and tgname = 'schemata_set_up_new_user')";
    private static final String OTHERS = "select tgname, tgfoid::regprocedure::text from pg_trigger"
            + " where tgrelid =" + USERS + "and not tgisinternal and tgenabled <> 'D'"
            + " and tgname not like 'schemata\\_%' and tgname <> all (?) order by tgname";
    private static final String OWNER_WITHOUT_RIGHT =
            "select current_user from" + USERS + "users where not has_table_privilege(users.oid, 'trigger')";

    private static final String NEITHER =
            "SCHEMATA_MIGRATE_SIGN_UP_TRIGGER=false leaves sign-ups to the function new-user; nothing was changed";

    private SignUpTrigger() {}

    /** Refuses, first, a login that may not make it; then triggers that the configuration does not allow. */
    static void require(Connection connection, MigrationConfig config) throws SQLException {
        if (!config.signUpTrigger() || !strings(connection, IS_MADE).equals(List.of("f"))) {
            return;
        }
        for (String owner : strings(connection, OWNER_WITHOUT_RIGHT)) {
            throw new MigrationException(
                    ErrorCode.NOT_POSSIBLE,
                    "%1$s may not make a trigger on auth.users: grant trigger on auth.users to %1$s; or %2$s"
                            .formatted(owner, NEITHER));
        }
        List<String> others = others(connection, config.allowedUserTriggers().orElse(List.of()));
        if (!others.isEmpty()) {
            throw new MigrationException(
                    ErrorCode.IN_THE_WAY,
                    ("auth.users has triggers of others, which can abort every sign-up: %s;"
                                    + " drop them, or name them in SCHEMATA_MIGRATE_ALLOWED_USER_TRIGGERS; or %s")
                            .formatted(String.join(", ", others), NEITHER));
        }
    }

    private static List<String> others(Connection connection, List<String> allowed) throws SQLException {
        List<String> others = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(OTHERS)) {
            query.setArray(1, connection.createArrayOf("text", allowed.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    others.add("%s, which calls %s".formatted(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return others;
    }

    private static List<String> strings(Connection connection, String sql) throws SQLException {
        List<String> strings = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
        }
        return strings;
    }
}

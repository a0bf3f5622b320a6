package io.schemata.migration.move;

import io.schemata.migration.database.FirstColumn;
import java.sql.Connection;
import java.sql.SQLException;

/** The schema in which new users are set up, where that is a tenant's which is moved. */
final class Enrolment {
    private static final String PLATFORM = "select to_regclass('schemata.enrolled_tenants')::text";

    /** Sign-ups go on where the tables are. */
    private static final String LEAVE = "delete from schemata.enrolled_tenants where schema_name = ?"
            + " and exists (select from schemata.enrolled_tenants where schema_name = ?)";

    private static final String FOLLOW = "update schemata.enrolled_tenants set schema_name = ? where schema_name = ?";
    private static final String FOLLOW_UNFINISHED =
            "update schemata.unfinished_sign_ups set schema_name = ? where schema_name = ?";

    private Enrolment() {}

    static void follow(Connection connection, String from, String to) throws SQLException {
        if (FirstColumn.of(connection, PLATFORM).get(0) != null) {
            Moves.execute(connection, LEAVE, to, from);
            Moves.execute(connection, FOLLOW, to, from);
            Moves.execute(connection, FOLLOW_UNFINISHED, to, from);
        }
    }
}

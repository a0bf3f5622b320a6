package io.schemata.local;

import io.schemata.migration.database.JdbcAddress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** Signs a user up as Supabase's auth service does: by a row of auth.users. A known user is signed in. */
final class SignUp {
    private static final String KNOWN = "select id from auth.users where email = ?";
    private static final String ADD = "insert into auth.users (id, email) values (?, ?)";

    private SignUp() {}

    static UUID of(String ownerUrl, String email) throws SQLException {
        try (Connection connection = JdbcAddress.of(ownerUrl).connect();
                PreparedStatement known = connection.prepareStatement(KNOWN);
                PreparedStatement add = connection.prepareStatement(ADD)) {
            known.setString(1, email);
            try (ResultSet row = known.executeQuery()) {
                if (row.next()) {
                    return row.getObject(1, UUID.class);
                }
            }
            UUID id = UUID.randomUUID();
            add.setObject(1, id);
            add.setString(2, email);
            add.execute();
            return id;
        }
    }
}

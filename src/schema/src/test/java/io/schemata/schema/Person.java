package io.schemata.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.schemata.testing.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** A caller at the database, as PostgREST would let them in; whatever they do is rolled back. */
final class Person implements AutoCloseable {
    private static final String CLAIMS = "select set_config('request.jwt.claims', ?, true)";

    private final Connection connection;

    private Person(Connection connection, String role, String claims) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        Database.rows(connection, CLAIMS, claims);
        Database.execute(connection, "set local search_path = public");
        if (role != null) {
            Database.execute(connection, "set local role " + role);
        }
    }

    static Person anon() {
        return as("anon", "{\"role\":\"anon\"}");
    }

    static Person authenticated(UUID id) {
        return as("authenticated", "{\"role\":\"authenticated\",\"sub\":\"%s\"}".formatted(id));
    }

    static Person service() {
        return as("service_role", "{\"role\":\"service_role\"}");
    }

    static Person functions() {
        return as(null, "{}");
    }

    /** The owner of everything, a superuser in the tests. */
    static Person owner() {
        try {
            return new Person(Database.owner("public"), null, "{}");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The same person in another tenant's schema. */
    Person in(String schema) throws SQLException {
        Database.execute(connection, "set local search_path = " + schema);
        return this;
    }

    /** This person may not do this. */
    static void denied(Person person, String sql) {
        denied("42501", person, sql);
    }

    /** This is refused to this person with this SQLSTATE. */
    static void denied(String state, Person someone, String sql) {
        try (Person person = someone) {
            SQLException refused = assertThrows(SQLException.class, () -> person.rows(sql), sql);
            assertEquals(state, refused.getSQLState(), () -> sql + ": " + refused.getMessage());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    List<List<Object>> rows(String sql, Object... values) throws SQLException {
        return sql.startsWith("select") ? Database.rows(connection, sql, values) : executed(sql, values);
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private List<List<Object>> executed(String sql, Object... values) throws SQLException {
        Database.execute(connection, sql, values);
        return List.of();
    }

    private static Person as(String role, String claims) {
        try {
            return new Person(Database.functions(), role, claims);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

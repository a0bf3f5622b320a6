package io.schemata.caller;

import java.util.Arrays;
import java.util.Optional;

/** Who the verified token says the caller is; the words are Supabase's and the database's. */
public enum Role {
    ANON("anon"),
    AUTHENTICATED("authenticated"),
    SERVICE_ROLE("service_role");

    private final String databaseName;

    Role(String databaseName) {
        this.databaseName = databaseName;
    }

    public static Optional<Role> named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.databaseName.equals(name))
                .findFirst();
    }

    public String databaseName() {
        return databaseName;
    }
}

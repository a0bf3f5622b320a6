package io.schemata.caller;

import java.util.Arrays;

/** The role of a verified caller, named as in Supabase and in the database. */
public enum Role {
    ANON("anon"),
    AUTHENTICATED("authenticated"),
    SERVICE_ROLE("service_role"),
    /** Any other role: a project may have its own roles, which may call nothing here. */
    OTHER("");

    private final String databaseName;

    Role(String databaseName) {
        this.databaseName = databaseName;
    }

    public static Role named(String name) {
        return Arrays.stream(values())
                .filter(role -> role.databaseName.equals(name))
                .findFirst()
                .orElse(OTHER);
    }

    public String databaseName() {
        return databaseName;
    }
}

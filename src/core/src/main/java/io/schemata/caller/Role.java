package io.schemata.caller;

import java.util.Arrays;

/** Who the verified token says the caller is; the words are Supabase's and the database's. */
public enum Role {
    ANON("anon"),
    AUTHENTICATED("authenticated"),
    SERVICE_ROLE("service_role"),
    /** Any other role: a project may have roles of its own, and none of them may call anything here. */
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

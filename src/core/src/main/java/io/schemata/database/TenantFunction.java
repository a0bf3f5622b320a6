package io.schemata.database;

import io.schemata.registry.Tenant;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One of a tenant's SQL functions. The statement names the tenant's schema, so that it means the same on any
 * connection, also one a transaction-mode pooler has just handed over, and fails where the function is missing
 * instead of finding another schema's. Its last parameter says which function of which schema the call means: where
 * that is another than the statement's own, as on a session that keeps somebody else's statement under the same name,
 * the statement fails before the function runs.
 *
 * <p>The one place where a schema's name becomes part of a statement; it comes from configuration and is an identifier.
 */
public final class TenantFunction {
    private static final String STATEMENT =
            "select * from \"%1$s\".%2$s(%3$s) where case cast(%4$s as text) when '%1$s.%2$s' then true "
                    + "else cast(cast(%4$s as text) as boolean) end";

    private static final Queue<TenantFunction> ALL = new ConcurrentLinkedQueue<>();

    private final String name;
    private final int arguments;
    private final Map<String, String> statements = new ConcurrentHashMap<>();

    /** A function by name, and how many arguments it takes. */
    public TenantFunction(String name, int arguments) {
        this(name, arguments, true);
    }

    private TenantFunction(String name, int arguments, boolean isOfTenants) {
        this.name = name;
        this.arguments = arguments;
        if (isOfTenants) {
            ALL.add(this);
        }
    }

    /** One of the platform's functions, which are there once for all tenants. */
    public static TenantFunction ofPlatform(String name, int arguments) {
        return new TenantFunction(name, arguments, false);
    }

    /** Those that this program calls in tenants. */
    static TenantFunction[] ofTenants() {
        return ALL.toArray(TenantFunction[]::new);
    }

    String name() {
        return name;
    }

    int arguments() {
        return arguments;
    }

    /** The statement; its last argument has to be {@link #meant}. */
    String in(Tenant tenant) {
        return statements.computeIfAbsent(tenant.schema(), this::statement);
    }

    /** The same, with parameters as Hibernate writes them. */
    String inHibernate(Tenant tenant) {
        return in(tenant).replace('$', '?');
    }

    /** What a call of this function in that tenant says it means. */
    String meant(Tenant tenant) {
        return tenant.schema() + "." + name;
    }

    private String statement(String schema) {
        String parameters = IntStream.rangeClosed(1, arguments)
                .mapToObj(number -> "$" + number)
                .collect(Collectors.joining(", "));
        return STATEMENT.formatted(schema, name, parameters, "$" + (arguments + 1));
    }
}

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
 * that is not the statement's own, as on a session that keeps another statement under the same name,
 * the statement fails before the function runs.
 *
 * <p>The one place where a schema's name becomes part of a statement; it comes from configuration and is an identifier.
 */
public final class TenantFunction {
    private static final String STATEMENT =
            "select * from \"%1$s\".%2$s(%3$s) where case cast(%4$s as text) when '%1$s.%2$s' then true "
                    + "else cast(cast(%4$s as text) as boolean) end";

    private static final Queue<TenantFunction> ALL = new ConcurrentLinkedQueue<>();

    /** Every tenant has it, whatever its blueprint offers. */
    private static final String EVERY_TENANT = "";

    private final String capability;
    private final String name;
    private final int arguments;
    private final Map<String, String> statements = new ConcurrentHashMap<>();

    private TenantFunction(String capability, String name, int arguments) {
        this.capability = capability;
        this.name = name;
        this.arguments = arguments;
    }

    /** A function of a capability, as {@code credits}, and how many arguments it takes. */
    public static TenantFunction of(String capability, String name, int arguments) {
        TenantFunction function = new TenantFunction(capability, name, arguments);
        ALL.add(function);
        return function;
    }

    /** One that every tenant has. */
    public static TenantFunction ofEveryTenant(String name, int arguments) {
        return of(EVERY_TENANT, name, arguments);
    }

    /** One of the platform's functions, which are there once for all tenants. */
    public static TenantFunction ofPlatform(String name, int arguments) {
        return new TenantFunction(null, name, arguments);
    }

    /** Those that this program calls in tenants. */
    static TenantFunction[] ofTenants() {
        return ALL.toArray(TenantFunction[]::new);
    }

    String capability() {
        return capability;
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

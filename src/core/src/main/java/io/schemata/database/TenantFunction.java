package io.schemata.database;

import io.schemata.registry.Tenant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One of a tenant's SQL functions. The statement names the tenant's schema, so that it means the same on any
 * connection, also one a transaction-mode pooler has just handed over, and fails where the function is missing
 * instead of finding another schema's.
 *
 * <p>The one place where a schema's name becomes part of a statement; it comes from configuration and is an identifier.
 */
public final class TenantFunction {
    private final String name;
    private final String parameters;
    private final Map<String, String> statements = new ConcurrentHashMap<>();

    /** A function by name, and how many arguments it takes. */
    public TenantFunction(String name, int arguments) {
        this.name = name;
        this.parameters = IntStream.rangeClosed(1, arguments)
                .mapToObj(number -> "$" + number)
                .collect(Collectors.joining(", "));
    }

    String in(Tenant tenant) {
        return statements.computeIfAbsent(
                tenant.schema(), schema -> "select * from \"%s\".%s(%s)".formatted(schema, name, parameters));
    }

    /** The same, with parameters as Hibernate writes them. */
    String inHibernate(Tenant tenant) {
        return in(tenant).replace('$', '?');
    }
}

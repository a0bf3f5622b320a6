package io.schemata.request;

import io.schemata.caller.ForLog;
import io.schemata.refusal.Code;
import io.schemata.refusal.RefusedException;
import io.schemata.registry.LinkSets;
import io.schemata.registry.Tenant;
import io.schemata.registry.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Resolves the tenant of a call: from the token's claim, else the header, else the default. Fails closed. */
@ApplicationScoped
public class TenantResolver {
    private final Tenants tenants;
    private final LinkSets linkSets;

    public TenantResolver(Tenants tenants, LinkSets linkSets) {
        this.tenants = tenants;
        this.linkSets = linkSets;
    }

    /**
     * Refusals, in this order: UNKNOWN_TENANT when the header names none, when the claim names none, or when there is
     * neither and no default; TENANT_FORBIDDEN when the header names another than the claim.
     */
    public Tenant resolve(Optional<String> claim, Optional<String> header) {
        return bound(claim, header)
                .or(() -> header.map(this::known))
                .or(tenants::byDefault)
                .orElseThrow(() -> RefusedException.forLog(
                        Code.UNKNOWN_TENANT, "the call names no tenant, and SCHEMATA_DEFAULT_TENANT is not set"));
    }

    /**
     * The tenant that keeps the links of the one a call is for, or else that one. Refuses the same, and with
     * TENANT_FORBIDDEN a caller whose token is bound to another: links lead out of every other tenant.
     */
    public Tenant resolveLinks(Optional<String> claim, Optional<String> header) {
        Tenant tenant = resolve(claim, header);
        Tenant links = linkSets.of(tenant).orElse(tenant);
        if (claim.isPresent() && !links.equals(tenant)) {
            throw RefusedException.because(Code.TENANT_FORBIDDEN);
        }
        return links;
    }

    /** The one tenant the token's claim binds the caller to, if it does, for calls across tenants. Refuses the same. */
    public Optional<Tenant> bound(Optional<String> claim, Optional<String> header) {
        Optional<Tenant> asked = header.map(this::known);
        Optional<Tenant> bound = claim.map(this::known);
        if (bound.isPresent() && asked.isPresent() && !bound.equals(asked)) {
            throw RefusedException.because(Code.TENANT_FORBIDDEN);
        }
        return bound;
    }

    /** The one tenant that the claim or the header names, if one does. Refuses the same. */
    public Optional<Tenant> named(Optional<String> claim, Optional<String> header) {
        return bound(claim, header).or(() -> header.map(this::known));
    }

    private Tenant known(String name) {
        return tenants.find(name)
                .orElseThrow(() -> RefusedException.forLog(
                        Code.UNKNOWN_TENANT, "there is no tenant or schema %s".formatted(ForLog.text(name))));
    }
}

package io.schemata.tenant;

import io.schemata.refusal.Code;
import io.schemata.refusal.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Which tenant a call is for: the token's claim binds, else the header says, else the default. Fails closed. */
@ApplicationScoped
public class TenantResolution {
    private final Tenants tenants;

    public TenantResolution(Tenants tenants) {
        this.tenants = tenants;
    }

    /**
     * Refusals, in this order: UNKNOWN_TENANT when the header names none, when the claim names none, or when there is
     * neither and no default; TENANT_FORBIDDEN when the header names another than the claim.
     */
    public Tenant resolve(Optional<String> claim, Optional<String> header) {
        return bound(claim, header)
                .or(() -> header.map(this::known))
                .or(tenants::byDefault)
                .orElseThrow(() -> Refused.because(Code.UNKNOWN_TENANT));
    }

    /** The one tenant the token's claim binds the caller to, if it does, for calls across tenants. Refuses the same. */
    public Optional<Tenant> bound(Optional<String> claim, Optional<String> header) {
        Optional<Tenant> asked = header.map(this::known);
        Optional<Tenant> bound = claim.map(this::known);
        if (bound.isPresent() && asked.isPresent() && !bound.equals(asked)) {
            throw Refused.because(Code.TENANT_FORBIDDEN);
        }
        return bound;
    }

    private Tenant known(String name) {
        return tenants.find(name).orElseThrow(() -> Refused.because(Code.UNKNOWN_TENANT));
    }
}

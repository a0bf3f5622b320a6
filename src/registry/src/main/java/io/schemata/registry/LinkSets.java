package io.schemata.registry;

import io.quarkus.runtime.Startup;
import io.smallrye.config.common.utils.StringUtil;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which tenants' rows may be linked with each other: the modes, and the tenant that keeps the links between them. */
@Startup
@ApplicationScoped
public class LinkSets {
    private static final String LINKS_BLUEPRINT = "shared-links";
    private static final String MODE_BLUEPRINT = "mode";
    private static final Pattern LINK_TYPE = Pattern.compile("[^,]{1,100}");
    private static final Pattern MODE = Pattern.compile("[A-Za-z0-9_-]{1,63}");

    private final Tenants tenants;
    private final Map<String, TenantEntry> entries;
    private final List<Tenant> linkKeepers;
    private final Map<String, Tenant> keepers = new HashMap<>();

    @Inject
    public LinkSets(RegistryConfig config, Tenants tenants) {
        this.tenants = tenants;
        this.entries = config.tenants();
        this.linkKeepers = tenants.all().stream().filter(LinkSets::keepsLinks).toList();
        tenants.all().forEach(tenant -> keeper(tenant).ifPresent(links -> keepers.put(tenant.name(), links)));
        linkKeepers.forEach(this::refuseNonsense);
    }

    /**
     * A tenant whose rows may be linked.
     *
     * @param name how links call it
     */
    public record Mode(String name, Tenant tenant) {}

    public static boolean keepsLinks(Tenant tenant) {
        return tenant.blueprint().equals(LINKS_BLUEPRINT);
    }

    /** The tenant that keeps the links of this one: itself, the configured one, or the only one of its stage. */
    public Optional<Tenant> of(Tenant tenant) {
        return Optional.ofNullable(keepers.get(tenant.name()));
    }

    /** The modes whose links that tenant keeps and that {@code migrate} may touch, in the order of their names. */
    public List<Mode> modes(Tenant links) {
        return tenants.all().stream()
                .filter(this::isMode)
                .filter(tenant -> tenant.stage().isMigrated())
                .filter(tenant -> of(tenant).equals(Optional.of(links)))
                .map(this::mode)
                .sorted(Comparator.comparing(Mode::name))
                .toList();
    }

    /** The types of link that mean the same both ways there. */
    public Set<String> symmetricTypes(Tenant links) {
        return linkTypes(links, entry(links).symmetricLinkTypes());
    }

    /** The types whose links stay there, marked, when one of their ends is deleted. */
    public Set<String> keptTypes(Tenant links) {
        return linkTypes(links, entry(links).keptLinkTypes());
    }

    private Optional<Tenant> keeper(Tenant tenant) {
        if (keepsLinks(tenant)) {
            return Optional.of(tenant);
        }
        Optional<String> configured = entry(tenant).links();
        if (configured.isPresent()) {
            return Optional.of(configured(tenant, configured.get()));
        }
        List<Tenant> sameStage = linkKeepers.stream()
                .filter(other -> other.stage() == tenant.stage())
                .toList();
        if (sameStage.size() > 1 && isMode(tenant)) {
            throw new IllegalArgumentException("schemata.tenants.%s.links: say which tenant keeps them, %s"
                    .formatted(
                            tenant.name(), sameStage.stream().map(Tenant::name).collect(Collectors.joining(" or "))));
        }
        return sameStage.size() == 1 ? Optional.of(sameStage.get(0)) : Optional.empty();
    }

    private static Set<String> linkTypes(Tenant links, Optional<String> configured) {
        Set<String> types = new TreeSet<>();
        Stream.of(StringUtil.split(configured.orElse("")))
                .map(String::strip)
                .filter(type -> !type.isEmpty())
                .forEach(types::add);
        types.stream().filter(type -> !LINK_TYPE.matcher(type).matches()).forEach(type -> {
            throw new IllegalArgumentException(
                    "schemata.tenants.%s.link-types: '%s' has to have 1 to 100 characters, and no comma"
                            .formatted(links.name(), type));
        });
        return types;
    }

    private boolean isMode(Tenant tenant) {
        return !keepsLinks(tenant)
                && (tenant.blueprint().equals(MODE_BLUEPRINT)
                        || entry(tenant).links().isPresent());
    }

    private Mode mode(Tenant tenant) {
        String name = entry(tenant).mode().orElse(tenant.name());
        if (!MODE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "schemata.tenants.%s.mode: '%s' has to have 1 to 63 letters, digits, '_' or '-'"
                            .formatted(tenant.name(), name));
        }
        return new Mode(name, tenant);
    }

    private Tenant configured(Tenant tenant, String nameOrSchema) {
        return tenants.find(nameOrSchema)
                .filter(LinkSets::keepsLinks)
                .orElseThrow(() -> new IllegalArgumentException(
                        "schemata.tenants.%s.links: '%s' is no tenant of the blueprint '%s'"
                                .formatted(tenant.name(), nameOrSchema, LINKS_BLUEPRINT)));
    }

    private void refuseNonsense(Tenant links) {
        symmetricTypes(links);
        keptTypes(links);
        Map<String, Tenant> byMode = new TreeMap<>();
        modes(links).forEach(mode -> {
            Tenant other = byMode.put(mode.name(), mode.tenant());
            if (other != null) {
                throw new IllegalArgumentException("Tenants '%s' and '%s' are both the mode '%s' of '%s'"
                        .formatted(other.name(), mode.tenant().name(), mode.name(), links.name()));
            }
        });
    }

    private TenantEntry entry(Tenant tenant) {
        return entries.get(tenant.name());
    }
}

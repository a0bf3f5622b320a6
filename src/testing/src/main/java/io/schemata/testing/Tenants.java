package io.schemata.testing;

import java.util.Map;
import java.util.TreeMap;

/** The tenants of the tests. */
public final class Tenants {
    /** Those of a video studio: schema by name. */
    public static final Map<String, String> SCHEMAS = new TreeMap<>(Map.of(
            "public", "public",
            "alpha", "video_alpha",
            "beta", "video_beta",
            "gamma", "video_gamma",
            "delta", "video_delta"));

    /** The schema of the tenant "pixels", of another blueprint. */
    public static final String IMAGE_CRAWLER = "pixels_test";

    /** Three modes and the tenant "links" that keeps their links: schema by name. */
    public static final Map<String, String> MODES = new TreeMap<>(Map.of(
            "growth", "growth_test",
            "engineering", "engineering_test",
            "product", "product_test",
            "links", "shared_test"));

    /** Another mode that is called "growth" too, with links of its own: schema by name. */
    public static final Map<String, String> OTHER_MODES =
            new TreeMap<>(Map.of("growth2", "growth_other", "links2", "shared_other"));

    private Tenants() {}
}

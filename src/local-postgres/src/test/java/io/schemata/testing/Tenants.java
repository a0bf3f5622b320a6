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

    private Tenants() {}
}

package io.schemata.testing;

import java.util.Map;
import java.util.TreeMap;

/** The tenants of the tests: schema by name. */
public final class Tenants {
    public static final Map<String, String> SCHEMAS = new TreeMap<>(Map.of(
            "public", "public",
            "alpha", "video_alpha",
            "beta", "video_beta",
            "gamma", "video_gamma",
            "delta", "video_delta"));

    private Tenants() {}
}

package io.schemata.quota;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets by name: each holds what may be done in a minute, and fills again evenly. The ones that were not used for
 * the longest time are forgotten, and so are full again.
 */
final class Buckets {
    private static final int MOST = 20_000;
    private static final double NANOSECONDS_PER_MINUTE = 60e9;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST;
        }
    };

    private static final class Bucket {
        private double tokens;
        private long filledNanoseconds = System.nanoTime();

        private Bucket(double tokens) {
            this.tokens = tokens;
        }
    }

    /** Takes one of {@code perMinute}; answers 0, or the seconds until there is one again, 1 to 60. */
    synchronized int take(String name, int perMinute) {
        Bucket bucket = filled(name, perMinute);
        if (bucket.tokens >= 1) {
            bucket.tokens--;
            return 0;
        }
        return secondsUntilNext(bucket, perMinute);
    }

    /** The same without taking one. */
    synchronized int secondsUntilNext(String name, int perMinute) {
        if (!buckets.containsKey(name)) {
            return 0;
        }
        Bucket bucket = filled(name, perMinute);
        return bucket.tokens >= 1 ? 0 : secondsUntilNext(bucket, perMinute);
    }

    private Bucket filled(String name, int perMinute) {
        Bucket bucket = buckets.computeIfAbsent(name, none -> new Bucket(perMinute));
        long now = System.nanoTime();
        double since = (now - bucket.filledNanoseconds) / NANOSECONDS_PER_MINUTE * perMinute;
        bucket.tokens = Math.min(perMinute, bucket.tokens + since);
        bucket.filledNanoseconds = now;
        return bucket;
    }

    private static int secondsUntilNext(Bucket bucket, int perMinute) {
        return (int) Math.max(1, Math.ceil((1 - bucket.tokens) * 60 / perMinute));
    }
}

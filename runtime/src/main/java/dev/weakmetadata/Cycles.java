package dev.weakmetadata;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Whether stored values are searched for cycles, by {@code -Ddev.weakmetadata.detectCycles}. This class has nothing but the
 * switch, a constant for the JIT, so that what is not asked for costs nothing; see {@link CycleDetector} for the rest.
 */
final class Cycles {
    static final String PROPERTY = "dev.weakmetadata.detectCycles";

    /** Which share of the values is searched. */
    private static final double SHARE = share(property());

    static final boolean DETECTED = SHARE > 0;

    private Cycles() {}

    private static @Nullable String property() {
        try {
            return System.getProperty(PROPERTY);
        } catch (SecurityException e) {
            return null;
        }
    }

    /** {@code true} or nothing at all is everything; what is neither that nor a number is {@code false}. */
    static double share(@Nullable String property) {
        if (property == null) {
            return 0;
        }
        if (property.isEmpty() || property.equals("true")) {
            return 1;
        }
        try {
            return Double.parseDouble(property);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Called with each value that an entry has come to hold strongly, and for memoized functions with the arguments. */
    static void stored(Object entry, @Nullable Object value) {
        if (DETECTED) {
            sample(entry, value);
        }
    }

    private static void sample(Object entry, @Nullable Object value) {
        if (value != null
                && entry instanceof Entry holder
                && ThreadLocalRandom.current().nextDouble() < SHARE) {
            CycleDetector.add(holder, value);
        }
    }
}

package dev.weakmetadata.benchmarks;

import dev.weakmetadata.Memoized;
import dev.weakmetadata.WeakMetadata;

/** Memoized functions of a host, in a generated table. */
@WeakMetadata
interface HostFunctions {
    static HostFunctions create() {
        return new WeakMetadata_HostFunctions();
    }

    @Memoized
    default Object result(Host host) {
        return new Object();
    }

    @Memoized
    default Object resultOf(Host host, int argument) {
        return new Object();
    }

    boolean deleteResult(Host host);
}

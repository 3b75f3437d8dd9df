package dev.weakmetadata.benchmarks;

import dev.weakmetadata.WeakMetadata;

/** The three properties of a host, in a generated table. */
@WeakMetadata
interface HostState {
    static HostState create() {
        return new WeakMetadata_HostState();
    }

    boolean seen(Host host);

    void seen(Host host, boolean value);

    int count(Host host);

    void count(Host host, int value);

    Object note(Host host);

    void note(Host host, Object value);
}

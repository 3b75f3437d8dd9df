package dev.weakmetadata.benchmarks;

import dev.weakmetadata.WeakMetadata;

/** A property of hosts with and without a slot. */
@WeakMetadata
interface SlotState {
    static SlotState create() {
        return new WeakMetadata_SlotState();
    }

    Object note(Key host);

    void note(Key host, Object value);

    Object note(SlotKey host);

    void note(SlotKey host, Object value);
}

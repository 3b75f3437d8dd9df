package dev.weakmetadata.benchmarks;

import dev.weakmetadata.WeakHost;
import dev.weakmetadata.WeakSlot;

/** A key with a slot. */
public final class SlotKey implements WeakHost {
    private final WeakSlot slot = new WeakSlot();

    @Override
    public WeakSlot weakSlot() {
        return slot;
    }
}

package dev.weakmetadata.stress;

import dev.weakmetadata.WeakHost;
import dev.weakmetadata.WeakSlot;

/** A host that keeps its own metadata. */
final class HostWithSlot extends Host implements WeakHost {
    private final WeakSlot slot = new WeakSlot();

    @Override
    public WeakSlot weakSlot() {
        return slot;
    }
}

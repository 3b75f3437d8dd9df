package dev.weakmetadata.samples.cycles;

import dev.weakmetadata.WeakHost;
import dev.weakmetadata.WeakSlot;

/** The same host with a slot: it keeps its own metadata. */
final class TaskWithSlot extends Task implements WeakHost {
    private final WeakSlot slot = new WeakSlot();

    @Override
    public WeakSlot weakSlot() {
        return slot;
    }
}

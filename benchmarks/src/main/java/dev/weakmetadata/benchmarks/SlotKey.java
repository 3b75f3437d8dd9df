package dev.weakmetadata.benchmarks;

import dev.weakmetadata.WeakHost;
import dev.weakmetadata.WeakSlot;
import io.netty.util.DefaultAttributeMap;

/** A key with a slot and, for comparison, with a field, and with Netty's way to attach things. */
public final class SlotKey extends DefaultAttributeMap implements WeakHost {
    Object value;
    private final WeakSlot slot = new WeakSlot();

    @Override
    public WeakSlot weakSlot() {
        return slot;
    }
}

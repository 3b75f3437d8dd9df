package dev.weakmetadata.benchmarks;

import dev.weakmetadata.WeakHost;
import dev.weakmetadata.WeakSlot;
import io.netty.util.DefaultAttributeMap;
import java.lang.ref.WeakReference;

/** A key with a slot and, for comparison, with a field, and with Netty's way to attach things. */
public final class SlotKey extends DefaultAttributeMap implements WeakHost {
    Object value;
    BareSlot bareSlot;
    private final WeakSlot slot = new WeakSlot();

    /** The least that a slot has to be: where the entry is, and of what table, which it refers to weakly. */
    static final class BareSlot {
        private static final class Node extends WeakReference<Object> {
            volatile Object value;

            Node(Object table, Object value) {
                super(table);
                this.value = value;
            }
        }

        private volatile Node node;

        BareSlot(Object table, Object value) {
            node = new Node(table, value);
        }

        Object get(Object table) {
            Node node = this.node;
            return node.refersTo(table) ? node.value : null;
        }
    }

    @Override
    public WeakSlot weakSlot() {
        return slot;
    }
}

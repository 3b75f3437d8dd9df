package dev.weakmetadata.benchmarks;

import java.lang.ref.WeakReference;

/** A key with the least that a slot has to be: a field that leads to the entry, which refers weakly to its table. */
public final class BareSlotKey {
    private static final class Node extends WeakReference<Object> {
        volatile Object value;

        Node(Object table, Object value) {
            super(table);
            this.value = value;
        }
    }

    private volatile Node node;

    Object get(Object table) {
        Node node = this.node;
        return node.refersTo(table) ? node.value : null;
    }

    void set(Object table, Object value) {
        node = new Node(table, value);
    }
}

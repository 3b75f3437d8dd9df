package dev.weakmetadata.benchmarks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;

/**
 * The least that a concurrent table of weak entries by identity has to do, and so about what a machine allows: as many bins
 * for so many keys as {@code WeakMap} has, but from the start; no entry is ever removed or moved, none is dead, and none
 * is kept elsewhere.
 */
final class BareTable {
    private static final VarHandle BIN = MethodHandles.arrayElementVarHandle(Node[].class);

    /** Up to so many keys {@code WeakMap} has four bins for each. */
    private static final int FEW = 1 << 10;

    private static final class Node extends WeakReference<Object> {
        final int hash;
        final Node next;
        volatile Object value;

        Node(Object key, int hash, Node next, Object value) {
            super(key);
            this.hash = hash;
            this.next = next;
            this.value = value;
        }
    }

    private final Node[] bins;

    BareTable(int keys) {
        int least = keys <= FEW ? 4 * keys : keys;
        bins = new Node[Integer.highestOneBit(2 * least - 1)];
    }

    Object get(Object key) {
        int hash = System.identityHashCode(key);
        Node node = find((Node) BIN.getVolatile(bins, bin(hash)), key, hash);
        return node == null ? null : node.value;
    }

    void set(Object key, Object value) {
        int hash = System.identityHashCode(key);
        while (true) {
            Node first = (Node) BIN.getVolatile(bins, bin(hash));
            Node node = find(first, key, hash);
            if (node != null) {
                node.value = value;
                return;
            }
            if (BIN.compareAndSet(bins, bin(hash), first, new Node(key, hash, first, value))) {
                return;
            }
        }
    }

    private int bin(int hash) {
        return hash & (bins.length - 1);
    }

    private static Node find(Node first, Object key, int hash) {
        for (Node node = first; node != null; node = node.next) {
            if (node.hash == hash && node.refersTo(key)) {
                return node;
            }
        }
        return null;
    }
}

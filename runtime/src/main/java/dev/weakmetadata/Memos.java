package dev.weakmetadata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The results of a function by its arguments. For generated code.
 *
 * <p>An open-addressed hash table: a result's node is at its {@link #position} or after it, before the first empty place.
 * It is read without a lock. Writers search and compare, which may run the {@code equals} of arguments, before they take the
 * lock; under it they only compare nodes by identity. Invariants:
 *
 * <ul>
 *   <li>Arguments stand in at most one node: one is added only if none has been since the array was searched.
 *   <li>An array's place, once taken, is never empty again: a removed node leaves {@link #REMOVED} behind, which another
 *       node may replace. So whoever looks for a node that is there all the time meets it.
 *   <li>A resize makes a new array of the same nodes; what is read of the old one is what was there then.
 *   <li>No array is without an empty place, at which each search ends.
 * </ul>
 */
public final class Memos {
    /** The user's code, which may throw whatever it declares. */
    @FunctionalInterface
    public interface Body {
        /**
         * Computes a result.
         *
         * @return the result
         * @throws Throwable what the user's code throws
         */
        @Nullable
        Object compute() throws Throwable;
    }

    private static final VarHandle NODE = MethodHandles.arrayElementVarHandle(Arguments[].class);
    private static final int INITIAL_LENGTH = 8;
    private static final int MAXIMUM_LENGTH = 1 << 30;

    private static final @Nullable Arguments[] NONE = new Arguments[1];

    private static final Arguments REMOVED = new Arguments(0) {
        @Override
        protected boolean sameAs(Arguments other) {
            return false;
        }
    };

    private volatile @Nullable Arguments[] nodes = new Arguments[INITIAL_LENGTH];

    /** How many nodes have ever been added; read before the array is searched. */
    private volatile int additions;

    private int size;

    /** The places that are not empty. */
    private int taken;

    Memos() {}

    /**
     * The nodes of a function for a host.
     *
     * @param word the word of an entry; unset if nothing has been memoized
     * @return the nodes, to be read by {@link #node} only
     */
    public static @Nullable Arguments[] nodes(@Nullable Object word) {
        return word instanceof Memos memos ? memos.nodes : NONE;
    }

    /**
     * Where to look for arguments first.
     *
     * @param hash the combined hash of the arguments
     * @return a position; the next ones follow, up to the first that is empty
     */
    public static int position(int hash) {
        int product = hash * 0x9e3779b9; // spreads neighbours, as numbers are
        return product ^ product >>> 16;
    }

    /**
     * The node at a position.
     *
     * @param nodes nodes
     * @param position any number; they wrap
     * @return the node, maybe of no arguments; null if nothing is there
     */
    public static @Nullable Arguments node(@Nullable Arguments[] nodes, int position) {
        return (Arguments) NODE.getAcquire(nodes, position & (nodes.length - 1));
    }

    @Nullable
    Arguments[] nodes() {
        return nodes;
    }

    /**
     * Whether a word of a memoized function holds any result.
     *
     * @param word the word of an entry, of a function with or without further arguments
     * @return whether there is any result that has not been collected
     */
    public static boolean anySet(@Nullable Object word) {
        if (!(word instanceof Memos memos)) {
            return Words.isSet(Words.strengthen(word));
        }
        @Nullable Arguments[] nodes = memos.nodes;
        for (int position = 0; position < nodes.length; position++) {
            Arguments node = node(nodes, position);
            if (node != null && Words.isSet(node.result())) {
                return true;
            }
        }
        return false;
    }

    /** Calls an action with the arguments that there are results for. */
    void forEach(Consumer<Arguments> action) {
        @Nullable Arguments[] nodes = this.nodes;
        for (int position = 0; position < nodes.length; position++) {
            Arguments node = node(nodes, position);
            if (node != null && node != REMOVED) {
                action.accept(node);
            }
        }
    }

    /** The strong word of the result for some arguments. */
    @Nullable
    Object get(Arguments arguments) {
        Arguments node = find(arguments);
        return node == null ? null : node.result();
    }

    private @Nullable Arguments find(Arguments arguments) {
        @Nullable Arguments[] nodes = this.nodes;
        int position = position(arguments.hash);
        for (Arguments node = node(nodes, position); node != null; node = node(nodes, ++position)) {
            if (node.hash == arguments.hash && arguments.sameAs(node)) {
                return node;
            }
        }
        return null;
    }

    /** Remembers a result unless there is one; the given arguments become its node. */
    @Nullable
    Object putIfAbsent(Arguments arguments, @Nullable Object result, Memoized.Results results) {
        while (true) {
            int seen = additions;
            Arguments node = find(arguments);
            if (node != null) {
                Object word = node.result();
                if (Words.isSet(word)) {
                    return Words.value(word);
                }
                removeNode(node); // its result has been collected
                continue;
            }
            arguments.memos = this;
            arguments.word = hold(result, results, arguments);
            if (add(arguments, seen)) {
                return result;
            }
        }
    }

    private synchronized boolean add(Arguments node, int seen) {
        if (additions != seen) {
            return false;
        }
        if (2L * (taken + 1) > nodes.length) {
            resize();
        }
        @Nullable Arguments[] nodes = this.nodes;
        int position = position(node.hash);
        Arguments there = node(nodes, position);
        while (there != null && there != REMOVED) {
            there = node(nodes, ++position);
        }
        NODE.setRelease(nodes, position & (nodes.length - 1), node);
        size++;
        taken += there == null ? 1 : 0;
        additions = seen + 1;
        return true;
    }

    /** Makes room for one more node, so that it takes a while until this is due again. */
    private void resize() {
        int length = INITIAL_LENGTH;
        while (length < 3L * (size + 1) && length < MAXIMUM_LENGTH) {
            length <<= 1;
        }
        @Nullable Arguments[] resized;
        try {
            resized = new Arguments[length];
        } catch (OutOfMemoryError e) {
            if (taken + 1 < nodes.length) {
                return; // works as it is, if slower
            }
            throw e;
        }
        forEach(node -> {
            int position = position(node.hash);
            while (node(resized, position) != null) {
                position++;
            }
            resized[position & (resized.length - 1)] = node;
        });
        nodes = resized;
        taken = size;
    }

    /** Forgets the result for some arguments; whether there was one. */
    boolean remove(Arguments arguments) {
        Arguments node = find(arguments);
        return node != null && Words.isSet(removeNode(node));
    }

    /** Removes a node; its result's word if it was still there. */
    @Nullable
    synchronized Object removeNode(Arguments node) {
        @Nullable Arguments[] nodes = this.nodes;
        int position = position(node.hash);
        Arguments there = node(nodes, position);
        while (there != null && there != node) {
            there = node(nodes, ++position);
        }
        if (there == null) {
            return null;
        }
        NODE.setRelease(nodes, position & (nodes.length - 1), REMOVED);
        size--;
        return node.result();
    }

    // How results are held

    /** The word for a result of a function without further arguments. */
    static Object hold(@Nullable Object result, Memoized.Results results) {
        return hold(result, results, null);
    }

    private static Object hold(@Nullable Object result, Memoized.Results results, @Nullable Arguments node) {
        if (result == null || results == Memoized.Results.STRONG) {
            return Words.of(result);
        }
        Reclaimer reclaimer = node == null ? null : Reclaimer.get();
        return results == Memoized.Results.SOFT
                ? new SoftResult(result, node, reclaimer)
                : new WeakResult(result, node, reclaimer);
    }

    /** A result held softly; if it is that of a node, the node goes with it. */
    static final class SoftResult extends SoftReference<Object> implements Runnable {
        private final @Nullable Arguments node;

        @SuppressWarnings("unused") // as long as there is something to clean, there is somebody who does
        private final @Nullable Reclaimer reclaimer;

        SoftResult(Object result, @Nullable Arguments node, @Nullable Reclaimer reclaimer) {
            super(result, reclaimer == null ? null : reclaimer.queue);
            this.node = node;
            this.reclaimer = reclaimer;
        }

        @Override
        public void run() {
            if (node != null) {
                node.remove();
            }
        }
    }

    /** A result held weakly; if it is that of a node, the node goes with it. */
    static final class WeakResult extends WeakReference<Object> implements Runnable {
        private final @Nullable Arguments node;

        @SuppressWarnings("unused") // as long as there is something to clean, there is somebody who does
        private final @Nullable Reclaimer reclaimer;

        WeakResult(Object result, @Nullable Arguments node, @Nullable Reclaimer reclaimer) {
            super(result, reclaimer == null ? null : reclaimer.queue);
            this.node = node;
            this.reclaimer = reclaimer;
        }

        @Override
        public void run() {
            if (node != null) {
                node.remove();
            }
        }
    }
}

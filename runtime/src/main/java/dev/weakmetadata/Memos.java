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
 * <p>A hash table whose bins are immutable lists of {@link Link}s, read without a lock. Writers search and compare, which
 * may run the {@code equals} of arguments, before they take the lock, and then replace a bin only if it is still the list
 * they had searched. Invariants: arguments stand in at most one link; a link's node is where its result is, and stays so
 * when the table grows.
 */
public final class Memos {
    private static final VarHandle BIN = MethodHandles.arrayElementVarHandle(Link[].class);
    private static final int INITIAL_LENGTH = 4;

    private volatile @Nullable Link[] bins = new Link[INITIAL_LENGTH];
    private int size;

    Memos() {}

    /** One element of a bin. */
    public static final class Link {
        private final Arguments arguments;
        private final @Nullable Link next;

        Link(Arguments arguments, @Nullable Link next) {
            this.arguments = arguments;
            this.next = next;
        }

        /**
         * The arguments that a result is remembered for.
         *
         * @return the arguments
         */
        public Arguments arguments() {
            return arguments;
        }

        /**
         * The next element.
         *
         * @return the next element, null if there is none
         */
        public @Nullable Link next() {
            return next;
        }
    }

    /**
     * The elements of the bin where arguments of a hash are.
     *
     * @param word the word of an entry; unset if nothing has been memoized
     * @param hash the combined hash of the arguments
     * @return the first element, null if there is none
     */
    public static @Nullable Link chain(@Nullable Object word, int hash) {
        return word instanceof Memos memos ? memos.chain(hash) : null;
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
        for (Link first : memos.bins) {
            for (Link link = first; link != null; link = link.next) {
                if (Words.isSet(link.arguments.result())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Calls an action with the arguments that there are results for. */
    void forEach(Consumer<Arguments> action) {
        for (Link first : bins) {
            for (Link link = first; link != null; link = link.next) {
                action.accept(link.arguments);
            }
        }
    }

    @Nullable
    Link chain(int hash) {
        Link[] bins = this.bins;
        return (Link) BIN.getAcquire(bins, bin(hash, bins));
    }

    private static int bin(int hash, @Nullable Link[] bins) {
        return (hash ^ hash >>> 16) & (bins.length - 1);
    }

    /** The strong word of the result for some arguments. */
    @Nullable
    Object get(Arguments arguments) {
        Arguments node = find(chain(arguments.hash), arguments);
        return node == null ? null : node.result();
    }

    private static @Nullable Arguments find(@Nullable Link first, Arguments arguments) {
        for (Link link = first; link != null; link = link.next) {
            if (link.arguments.hash == arguments.hash && arguments.sameAs(link.arguments)) {
                return link.arguments;
            }
        }
        return null;
    }

    /** Remembers a result unless there is one; the given arguments become its node. */
    @Nullable
    Object putIfAbsent(Arguments arguments, @Nullable Object result, Memoized.Results results) {
        while (true) {
            Link first = chain(arguments.hash);
            Arguments node = find(first, arguments);
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
            if (replace(arguments.hash, first, new Link(arguments, first), 1)) {
                return result;
            }
        }
    }

    /** Forgets the result for some arguments; whether there was one. */
    boolean remove(Arguments arguments) {
        Arguments node = find(chain(arguments.hash), arguments);
        return node != null && Words.isSet(removeNode(node));
    }

    /** Removes a node; its result's word if it was still there. */
    @Nullable
    Object removeNode(Arguments node) {
        while (true) {
            Link first = chain(node.hash);
            Link link = first;
            while (link != null && link.arguments != node) {
                link = link.next;
            }
            if (link == null) {
                return null;
            }
            Link rest = link.next;
            for (Link before = first; before != null && before != link; before = before.next) {
                rest = new Link(before.arguments, rest);
            }
            Object word = node.result();
            if (replace(node.hash, first, rest, -1)) {
                return word;
            }
        }
    }

    private synchronized boolean replace(int hash, @Nullable Link expected, @Nullable Link first, int change) {
        Link[] bins = this.bins;
        int bin = bin(hash, bins);
        if (bins[bin] != expected) {
            return false;
        }
        BIN.setRelease(bins, bin, first);
        size += change;
        if (size > bins.length && bins.length < 1 << 30) {
            grow(bins);
        }
        return true;
    }

    private void grow(@Nullable Link[] bins) {
        @Nullable Link[] grown;
        try {
            grown = new Link[bins.length << 1];
            for (Link first : bins) {
                for (Link link = first; link != null; link = link.next) {
                    int bin = bin(link.arguments.hash, grown);
                    grown[bin] = new Link(link.arguments, grown[bin]);
                }
            }
        } catch (OutOfMemoryError e) {
            return; // works as it is, if slower
        }
        this.bins = grown;
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

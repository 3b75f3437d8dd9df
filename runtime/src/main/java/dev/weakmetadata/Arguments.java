package dev.weakmetadata;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call to a memoized function, apart from the host, and then the node that keeps its result. For
 * generated code: subclasses have the arguments as typed fields, so that a look-up boxes and allocates nothing.
 */
public abstract class Arguments {
    final int hash;

    /** The result's word; unset before it is computed and after it has been collected. */
    volatile @Nullable Object word;

    /** Where this is a node, from the moment it is one. */
    volatile @Nullable Memos memos;

    /**
     * Makes arguments.
     *
     * @param hash the combined hash of the arguments
     */
    protected Arguments(int hash) {
        this.hash = hash;
    }

    /**
     * Whether other arguments are the same, each by {@code equals} or, if held weakly, by identity.
     *
     * @param other arguments of any function
     * @return whether they are of the same function and the same
     */
    protected abstract boolean sameAs(Arguments other);

    /**
     * The result remembered for these arguments, of a function that holds results strongly.
     *
     * @return its word
     */
    public final @Nullable Object strongResult() {
        return word;
    }

    /**
     * The result remembered for these arguments.
     *
     * @return its word; null if it has been forgotten or collected
     */
    public final @Nullable Object result() {
        return Words.strengthen(word);
    }

    /**
     * Holds an argument weakly; when it is collected, so is the result.
     *
     * @param argument an argument
     * @return a reference to it
     */
    protected final Reference<Object> weak(@Nullable Object argument) {
        return new WeakArgument(Words.of(argument), this, Reclaimer.get());
    }

    /**
     * Whether an argument is the one that is held weakly.
     *
     * @param weak a reference made by {@link #weak}
     * @param argument an argument
     * @return whether it is
     */
    protected static boolean refersTo(Reference<Object> weak, @Nullable Object argument) {
        return weak.refersTo(Words.of(argument));
    }

    /** Removes this node: an argument or the result has been collected. */
    final void remove() {
        Memos memos = this.memos;
        if (memos != null) {
            memos.removeNode(this);
        }
    }

    private static final class WeakArgument extends WeakReference<Object> implements Runnable {
        private final Arguments node;

        @SuppressWarnings("unused") // as long as there is something to clean, there is somebody who does
        private final Reclaimer reclaimer;

        WeakArgument(Object argument, Arguments node, Reclaimer reclaimer) {
            super(argument, reclaimer.queue);
            this.node = node;
            this.reclaimer = reclaimer;
        }

        @Override
        public void run() {
            node.remove();
        }
    }
}

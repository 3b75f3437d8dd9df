package dev.weakmetadata;

import java.lang.ref.Reference;
import org.jspecify.annotations.Nullable;

/**
 * A memoized function without a host: its results, held softly or weakly. For generated code.
 */
public final class MemoCache {
    private final String name;
    private final Memoized.Results results;
    private final Memos memos = new Memos();
    private final Computations computations = new Computations();

    /**
     * Makes an empty cache.
     *
     * @param name the function's name
     * @param results how results are held
     */
    public MemoCache(String name, Memoized.Results results) {
        this.name = name;
        this.results = results;
    }

    /**
     * The nodes of the function.
     *
     * @return the nodes, to be read by {@link Memos#node} only
     */
    public @Nullable Arguments[] nodes() {
        return memos.nodes();
    }

    /**
     * The result for some arguments: the remembered one, or else computed by the rules of {@link Memoized}.
     *
     * @param arguments the arguments
     * @param function the call to the user's code
     * @return the result
     * @throws IllegalStateException if the same result is being computed by this thread
     */
    public @Nullable Object compute(Arguments arguments, Memos.Body function) {
        try {
            return computations.compute(
                    new Computations.Call(null, this, arguments),
                    new Computations.Store() {
                        @Override
                        public @Nullable Object load() {
                            return memos.get(arguments);
                        }

                        @Override
                        public @Nullable Object store(@Nullable Object result, boolean overwrite) {
                            return memos.putIfAbsent(arguments, result, results);
                        }
                    },
                    function);
        } finally {
            Reference.reachabilityFence(function); // and the arguments that it has captured
        }
    }

    /**
     * Forgets the result for some arguments.
     *
     * @param arguments the arguments
     * @return whether it was remembered
     */
    public boolean delete(Arguments arguments) {
        computations.forget(new Computations.Call(null, this, arguments));
        return memos.remove(arguments);
    }

    @Override
    public String toString() {
        return name;
    }
}

package dev.weakmetadata;

import java.lang.ref.Reference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A table of generated entries: one for each host, with all that a {@link WeakMetadata} interface says of it. For generated
 * code; thread-safe, and look-ups neither lock nor allocate.
 *
 * @param <E> the generated type of entries
 */
public final class MetadataTable<E extends MetadataEntry> extends HostTable<E> {
    private final BiFunction<MetadataTable<E>, Object, E> newEntry;

    /** The name of the generated class, known from the first entry on. */
    private @Nullable String label;

    /**
     * Makes an empty table.
     *
     * @param newEntry the constructor of entries
     */
    public MetadataTable(BiFunction<MetadataTable<E>, Object, E> newEntry) {
        this.newEntry = newEntry;
    }

    /**
     * Looks up a host's entry.
     *
     * @param host a host
     * @return its entry; null if there is none, and for null
     */
    public @Nullable E find(@Nullable Object host) {
        return lookUp(host);
    }

    /**
     * Looks up the entry of a host that is known to have a slot, there first.
     *
     * @param host a host
     * @return its entry; null if there is none, and for null
     */
    public @Nullable E find(@Nullable WeakHost host) {
        return host == null ? null : lookUpInSlot(host);
    }

    /**
     * Looks up a host's entry, or makes it.
     *
     * @param host a host
     * @return its entry
     * @throws InvalidWeakKeyException if the host cannot be held weakly
     */
    public E entry(Object host) {
        E entry = lookUpToWrite(host);
        if (entry == null) {
            WeakKeys.check(host);
            E mine = newEntry.apply(this, host);
            if (label == null) {
                label = mine.getClass().getName();
            }
            entry = insert(host, mine);
        }
        return entry;
    }

    @Override
    @Nullable
    ClassLoader userLoader() {
        return Slots.loaderOf(newEntry.getClass());
    }

    @Override
    String label() {
        String label = this.label;
        return label == null ? super.label() : label;
    }

    /**
     * Refuses a host that cannot have an entry.
     *
     * @param host a host
     * @throws InvalidWeakKeyException if the host cannot be held weakly
     */
    public void check(Object host) {
        WeakKeys.check(host);
    }

    /**
     * Whether anything is set for a host. The words of an entry are read one after the other, and twice before the answer
     * is no, so that a value that moves from one property to another is not overlooked.
     *
     * @param host a host
     * @return whether any property is set or any result memoized; false for null
     */
    @SuppressWarnings("IdentityBinaryExpression") // the second time the words may be others
    public boolean has(@Nullable Object host) {
        E entry = lookUp(host);
        return entry != null && (entry.anySet() || entry.anySet());
    }

    /**
     * Deletes a host's entry.
     *
     * @param host a host
     * @return whether any property was set or any result memoized; false for null
     */
    public boolean delete(@Nullable Object host) {
        if (host != null) {
            Computations running = computations();
            if (running != null) {
                running.forgetAll(call -> call.concerns(host));
            }
        }
        while (true) {
            E entry = lookUpToWrite(host);
            if (entry == null) {
                return false;
            }
            if (entry.kill()) {
                boolean wasSet = entry.seal();
                entry.unlink();
                return wasSet;
            }
        }
    }

    // Memoized functions

    /**
     * The result of a memoized function: the remembered one, or else computed by the rules of {@link Memoized}.
     *
     * @param host the host
     * @param memo the function
     * @param arguments the arguments besides the host; null if the function has none
     * @param function the call to the user's code
     * @return the result
     * @throws InvalidWeakKeyException if the host cannot be held weakly
     * @throws IllegalStateException if the same result is being computed by this thread
     */
    public @Nullable Object compute(Object host, Memo<E> memo, @Nullable Arguments arguments, Memos.Body function) {
        WeakKeys.check(host);
        Computations.Call call = new Computations.Call(host, memo, arguments);
        try {
            return startComputing().compute(call, new Store(host, memo, arguments), function);
        } finally {
            Reference.reachabilityFence(host);
            Reference.reachabilityFence(function); // and the arguments that it has captured
        }
    }

    /**
     * Whether any result of a memoized function is remembered for a host.
     *
     * @param host a host
     * @param memo the function
     * @return whether any is; false for null
     */
    public boolean has(@Nullable Object host, Memo<E> memo) {
        E entry = lookUp(host);
        return entry != null && Memos.anySet(memo.field.get(entry));
    }

    /**
     * Forgets all results of a memoized function for a host.
     *
     * @param host a host
     * @param memo the function
     * @return whether there was any; false for null
     */
    public boolean delete(@Nullable Object host, Memo<E> memo) {
        if (host == null) {
            return false;
        }
        Computations running = computations();
        if (running != null) {
            running.forgetAll(call -> call.concerns(host, memo));
        }
        E entry = lookUpToWrite(host);
        return entry != null && Memos.anySet(Words.take(entry, memo.field));
    }

    /**
     * Forgets one result of a memoized function.
     *
     * @param host a host
     * @param memo the function
     * @param arguments the arguments besides the host
     * @return whether it was remembered; false for null
     */
    public boolean delete(@Nullable Object host, Memo<E> memo, Arguments arguments) {
        if (host == null) {
            return false;
        }
        Computations running = computations();
        if (running != null) {
            running.forget(new Computations.Call(host, memo, arguments));
        }
        E entry = lookUpToWrite(host);
        return entry != null && memo.field.get(entry) instanceof Memos memos && memos.remove(arguments);
    }

    private final class Store implements Computations.Store {
        private final Object host;
        private final Memo<E> memo;
        private final @Nullable Arguments arguments;

        Store(Object host, Memo<E> memo, @Nullable Arguments arguments) {
            this.host = host;
            this.memo = memo;
            this.arguments = arguments;
        }

        @Override
        public @Nullable Object load() {
            E entry = lookUpToWrite(host);
            Object word = entry == null ? null : memo.field.get(entry);
            if (arguments == null) {
                return Words.strengthen(word);
            }
            return word instanceof Memos memos ? memos.get(arguments) : null;
        }

        @Override
        public @Nullable Object store(@Nullable Object result, boolean overwrite) {
            while (true) {
                E entry = entry(host);
                Object word = memo.field.get(entry);
                if (Words.isSealed(word)) {
                    continue;
                }
                if (arguments != null) {
                    if (word instanceof Memos memos) {
                        Object stored = memos.putIfAbsent(arguments, result, memo.results);
                        Cycles.stored(entry, arguments);
                        return stored;
                    }
                    memo.field.compareAndSet(entry, null, new Memos());
                    continue;
                }
                Object strong = Words.strengthen(word);
                if (Words.isSet(strong)) {
                    return Words.value(strong);
                }
                if (memo.field.compareAndSet(entry, word, Memos.hold(result, memo.results))) {
                    Cycles.stored(entry, result);
                    return result;
                }
            }
        }
    }
}

package dev.weakmetadata;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A cache of collectable values for keys of any kind, strings and numbers too: JavaScript's "Map paired with WeakRef".
 *
 * <pre>{@code
 * private static final WeakValueCache<String, Image> IMAGES = WeakValueCache.softValues();
 *
 * Image image = IMAGES.get(path, p -> load(p));
 * }</pre>
 *
 * <ul>
 *   <li><b>Keys</b> are compared by {@code equals}, which must not use this cache, and held strongly as long as their value
 *       is.
 *   <li><b>Values</b> are held weakly, so they stay as long as somebody else uses them, or softly, so they stay until
 *       memory is short. Once a value is collected its entry is removed, without another call on the cache.
 *   <li><b>Null:</b> keys, values and what loaders return may not be null.
 *   <li><b>Threads:</b> every operation is atomic, and may be called from any thread. A write happens-before every read
 *       that sees it. Reads take no lock and allocate nothing.
 *   <li><b>Cost:</b> that of {@link ConcurrentHashMap}.
 * </ul>
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class WeakValueCache<K, V> {
    // Invariant: a reference stands for its key from putting it into the map until it is replaced or removed by
    // identity; one
    // whose value has been collected counts as absent, and is replaced by whoever meets it or removed by the reclaimer.

    /** Replaced when cleared, so that clearing is atomic; an operation under way in the old map comes before. */
    private volatile ConcurrentHashMap<K, Value<V>> values = new ConcurrentHashMap<>();

    private final Computations computations = new Computations();
    private final Reclaimer reclaimer = Reclaimer.get();
    private final boolean soft;

    private WeakValueCache(boolean soft) {
        this.soft = soft;
    }

    /** A reference to a value. */
    private interface Value<V> extends Runnable {
        @Nullable
        V get();

        Removal removal();

        @Override
        default void run() {
            removal().remove(this);
        }
    }

    private static final class WeakValue<V> extends WeakReference<V> implements Value<V> {
        private final Removal removal;

        WeakValue(V value, ReferenceQueue<Object> queue, Removal removal) {
            super(value, queue);
            this.removal = removal;
        }

        @Override
        public Removal removal() {
            return removal;
        }
    }

    private static final class SoftValue<V> extends SoftReference<V> implements Value<V> {
        private final Removal removal;

        SoftValue(V value, ReferenceQueue<Object> queue, Removal removal) {
            super(value, queue);
            this.removal = removal;
        }

        @Override
        public Removal removal() {
            return removal;
        }
    }

    /**
     * How to remove the entry of a key, looked up by the hash that it had when put and by identity: the reclaimer serves
     * everybody, and must not run or wait for the {@code equals} of anybody's keys.
     */
    private static final class Removal {
        private final ConcurrentHashMap<?, ?> values;
        private final Object key;
        private final int hash;

        Removal(ConcurrentHashMap<?, ?> values, Object key) {
            this.values = values;
            this.key = key;
            this.hash = key.hashCode();
        }

        void remove(Value<?> value) {
            values.remove(this, value);
        }

        @Override
        @SuppressWarnings("EqualsWhichDoesntCheckParameterClass")
        public boolean equals(@Nullable Object other) {
            return other == key;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /**
     * Makes an empty cache that holds values weakly.
     *
     * @param <K> the type of keys
     * @param <V> the type of values
     * @return the cache
     */
    public static <K, V> WeakValueCache<K, V> weakValues() {
        return new WeakValueCache<>(false);
    }

    /**
     * Makes an empty cache that holds values softly.
     *
     * @param <K> the type of keys
     * @param <V> the type of values
     * @return the cache
     */
    public static <K, V> WeakValueCache<K, V> softValues() {
        return new WeakValueCache<>(true);
    }

    /**
     * The value of a key.
     *
     * @param key the key
     * @return its value; null if there is none, or it has been collected
     * @throws NullPointerException if the key is null
     */
    public @Nullable V get(K key) {
        Value<V> value = values.get(Objects.requireNonNull(key, "key"));
        return value == null ? null : value.get();
    }

    /**
     * The value of a key, after loading it if there was none. The loader runs by the rules of
     * {@link WeakMap#getOrInsertComputed}.
     *
     * @param key the key
     * @param loader computes the value
     * @return the value that the key has now
     * @throws NullPointerException if the key, the loader or what it returns is null
     * @throws IllegalStateException if the loader, directly or not, asks for an equal key by this method
     */
    public V get(K key, Function<? super K, ? extends V> loader) {
        Objects.requireNonNull(loader, "loader");
        V found = get(key);
        if (found != null) {
            return found;
        }
        Loading loading = new Loading(key, loader);
        return asValue(computations.compute(Computations.Call.ofEqual(key), loading, loading));
    }

    /** All in one, and no lambda: a loader that recurses comes through here once a level. */
    private final class Loading implements Computations.Store, Memos.Body {
        private final K key;
        private final Function<? super K, ? extends V> loader;

        Loading(K key, Function<? super K, ? extends V> loader) {
            this.key = key;
            this.loader = loader;
        }

        @Override
        public Object compute() {
            return Objects.requireNonNull(
                    loader.apply(key), "The loader returned null, which a WeakValueCache does not hold");
        }

        @Override
        public @Nullable Object load() {
            return get(key);
        }

        @Override
        public @Nullable Object store(@Nullable Object result, boolean overwrite) {
            return WeakValueCache.this.store(key, asValue(result), overwrite);
        }
    }

    @SuppressWarnings("unchecked")
    private V asValue(@Nullable Object result) {
        return (V) Words.of(result);
    }

    /**
     * Sets the value of a key.
     *
     * @param key the key
     * @param value the value
     * @throws NullPointerException if the key or the value is null
     */
    public void put(K key, V value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        computations.noteWrite(Computations.Call.ofEqual(key));
        store(key, value, true);
    }

    /**
     * Removes a key's value.
     *
     * @param key the key
     * @return whether there was one
     * @throws NullPointerException if the key is null
     */
    public boolean delete(K key) {
        Objects.requireNonNull(key, "key");
        computations.forget(Computations.Call.ofEqual(key));
        Value<V> old = values.remove(key);
        return old != null && old.get() != null;
    }

    /** Removes all values. */
    public void clear() {
        computations.forgetAll(call -> true);
        values = new ConcurrentHashMap<>();
    }

    /**
     * The name of this class; never anything of the contents.
     *
     * @return {@code "WeakValueCache"}
     */
    @Override
    public String toString() {
        return "WeakValueCache";
    }

    private V store(K key, V value, boolean overwrite) {
        while (true) {
            ConcurrentHashMap<K, Value<V>> values = this.values;
            Value<V> old = values.get(key);
            V other = old == null ? null : old.get();
            if (other != null && !overwrite) {
                return other;
            }
            // The map keeps the key that came first, and so must whoever removes it.
            Removal removal = old == null ? new Removal(values, key) : old.removal();
            Value<V> mine = soft
                    ? new SoftValue<>(value, reclaimer.queue, removal)
                    : new WeakValue<>(value, reclaimer.queue, removal);
            if (old == null ? values.putIfAbsent(key, mine) == null : values.replace(key, old, mine)) {
                return value;
            }
        }
    }
}

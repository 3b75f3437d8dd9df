package dev.weakmetadata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Values that belong to objects, kept outside them: JavaScript's {@code WeakMap}. An entry does not keep its key alive, and
 * goes, with the value, once the key is unreachable.
 *
 * <pre>{@code
 * private static final WeakMap<JButton, Boolean> CLICKED = new WeakMap<>();
 *
 * button.addActionListener(e -> CLICKED.set(button, true));
 * …
 * if (CLICKED.getOrDefault(button, false)) …
 * }</pre>
 *
 * <ul>
 *   <li><b>Keys</b> are compared by identity; their {@code equals} and {@code hashCode} are never called. Any object with
 *       identity is a key: arrays, records, lambdas, enum constants, {@code Class} objects, other weak maps. Boxed
 *       primitives, {@code String} and value-based classes are not: writes throw {@link InvalidWeakKeyException}.
 *   <li><b>Null:</b> a null key is a {@link NullPointerException} on writes; reads and {@code delete} find nothing. Null
 *       values are values: see {@link #has}.
 *   <li><b>Nothing enumerates</b> keys, values or the size, so nothing that a program can see depends on the garbage
 *       collector.
 *   <li><b>Threads:</b> every operation is atomic, and may be called from any thread. Reads take no lock and allocate
 *       nothing. A write happens-before every read that sees it.
 *   <li><b>Cost:</b> expected constant time for every operation but {@link #clear}, which takes constant time always; the
 *       table grows and shrinks in small steps. In large tables about 44 bytes an entry, and up to 12 more after they have
 *       grown; in small ones some 16 more, which have more bins.
 *   <li><b>Reclaiming</b> needs no further call: entries of collected keys are removed also from a map that nobody touches
 *       again.
 *   <li><b>Cycles:</b> values are held strongly. Unlike in JavaScript, a value that strongly reaches its own key keeps both
 *       in the map: store a {@link java.lang.ref.WeakReference} to the key, or pass the key to whoever uses the value. Not
 *       so where keys are {@link WeakHost}s, and for {@code Class} and {@code ClassLoader} keys whose loader sees this
 *       library: their values are collected with them, whatever they reference.
 * </ul>
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 * @see <a href="https://tc39.es/ecma262/#sec-weakmap-objects">ECMAScript, WeakMap objects</a>
 */
public final class WeakMap<K, V extends @Nullable Object> extends HostTable<WeakMap.MapEntry> {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(MapEntry.class, "value", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /**
     * An entry whose one word is the value, as it is. It is set from the start, and never sealed: a deletion has nothing to
     * learn from it, so what is written to a dead entry counts as written just before, see {@link Table}.
     */
    static final class MapEntry extends Entry {
        private volatile @Nullable Object value;

        MapEntry(Object key, @Nullable Object value, WeakMap<?, ?> map) {
            super(key, map);
            VALUE.set(this, value); // without a fence, as in Entry
        }

        @Nullable
        Object value() {
            return value;
        }

        /** Changes the value that the caller has computed another one from; false if it, or the entry, has gone meanwhile. */
        boolean replace(@Nullable Object expected, @Nullable Object value) {
            if (isDead()) {
                return false; // maybe the caller itself has deleted the key since, and that comes first
            }
            return value == expected ? Words.staysAsItIs() : VALUE.compareAndSet(this, expected, value);
        }

        void set(@Nullable Object value) {
            if (value == this.value) {
                Words.staysAsItIs();
            } else {
                this.value = value;
            }
        }
    }

    /** Makes an empty map. */
    public WeakMap() {}

    /**
     * Makes a map with the given entries, set one after the other.
     *
     * <pre>{@code new WeakMap<>(Map.of(button, "first", other, "second").entrySet())}</pre>
     *
     * @param entries keys and values
     * @throws NullPointerException if {@code entries}, one of them or a key is null
     * @throws InvalidWeakKeyException if a key has no identity
     */
    @SuppressWarnings("this-escape") // to this package's own code
    public WeakMap(Iterable<? extends Map.Entry<? extends K, ? extends V>> entries) {
        for (Map.Entry<? extends K, ? extends V> entry : Objects.requireNonNull(entries, "entries")) {
            Objects.requireNonNull(entry, "entry of entries");
            set(entry.getKey(), entry.getValue());
        }
    }

    /**
     * The value of a key.
     *
     * @param key a key; null and objects that cannot be keys have no value
     * @return the value; null if there is none, or it is null: {@link #has} tells
     */
    public @Nullable V get(@Nullable Object key) {
        MapEntry entry = lookUp(key);
        return entry == null ? null : valueOf(entry);
    }

    /**
     * The value of a key, or a default.
     *
     * @param key a key; null and objects that cannot be keys have no value
     * @param defaultValue what to return where {@link #has} is false
     * @return the value, which may be null; {@code defaultValue} if there is none
     */
    public V getOrDefault(@Nullable Object key, V defaultValue) {
        MapEntry entry = lookUp(key);
        return entry == null ? defaultValue : valueOf(entry);
    }

    /**
     * Whether a key has a value, which may be null.
     *
     * @param key a key; null and objects that cannot be keys have no value
     * @return whether it has one
     */
    public boolean has(@Nullable Object key) {
        return lookUp(key) != null;
    }

    /**
     * Sets the value of a key.
     *
     * @param key the key
     * @param value the value, which may be null
     * @return this map
     * @throws NullPointerException if the key is null
     * @throws InvalidWeakKeyException if the key has no identity
     */
    public WeakMap<K, V> set(K key, V value) {
        Objects.requireNonNull(key, "key");
        noteWrite(key);
        MapEntry entry = lookUpToWrite(key);
        if (entry == null) {
            entry = add(key, value);
            if (entry == null) {
                return this;
            }
        }
        entry.set(value);
        Cycles.stored(entry, value);
        return this;
    }

    /**
     * Removes a key's value.
     *
     * @param key a key; null and objects that cannot be keys have no value
     * @return whether there was one
     */
    public boolean delete(@Nullable Object key) {
        if (key == null) {
            return false;
        }
        Computations running = computations();
        if (running != null) {
            running.forget(new Computations.Call(key));
        }
        while (true) {
            MapEntry entry = lookUpToWrite(key);
            if (entry == null) {
                return false;
            }
            if (entry.kill()) {
                entry.unlink();
                return true;
            }
        }
    }

    /**
     * The value of a key, after setting it if there was none.
     *
     * @param key the key
     * @param value the value to be set where {@link #has} is false; may be null
     * @return the value that the key has now
     * @throws NullPointerException if the key is null
     * @throws InvalidWeakKeyException if the key has no identity
     */
    public V getOrInsert(K key, V value) {
        Objects.requireNonNull(key, "key");
        MapEntry entry = lookUp(key);
        if (entry == null) {
            entry = add(key, value);
            if (entry == null) {
                noteWrite(key);
                return value;
            }
        }
        return valueOf(entry);
    }

    /**
     * The value of a key, after computing and setting it if there was none.
     *
     * <pre>{@code Layout layout = layouts.getOrInsertComputed(button, b -> measure(b));}</pre>
     *
     * <p>The function runs outside every lock, at most once at a time for a key; other threads that ask for the same key
     * wait for it, without heed to interrupts. It may use this map and any other for other keys. If it throws, the map is
     * as it was, the exception reaches the caller, and each waiting thread computes for itself. If it sets the key itself,
     * its returned value overwrites that. If the key is {@linkplain #delete deleted} or the map {@linkplain #clear cleared}
     * meanwhile, those who asked before still get the result, but it is not stored. Threads that would wait for each other
     * in a circle do not: one of them computes for itself, and the first value that is stored wins.
     *
     * @param key the key
     * @param function computes the value, which may be null
     * @return the value that the key has now
     * @throws NullPointerException if the key or the function is null
     * @throws InvalidWeakKeyException if the key has no identity; the function does not run
     * @throws IllegalStateException if the function, directly or not, asks for the same key by this method
     */
    public V getOrInsertComputed(K key, Function<? super K, ? extends V> function) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(function, "function");
        MapEntry found = lookUp(key);
        if (found != null) {
            return valueOf(found);
        }
        WeakKeys.check(key);
        Computing computing = new Computing(key, function);
        try {
            return asValue(startComputing().compute(new Computations.Call(key), computing, computing));
        } finally {
            Reference.reachabilityFence(key);
        }
    }

    /** All in one, and no lambda: a function that recurses comes through here once a level. */
    private final class Computing implements Computations.Store, Memos.Body {
        private final K key;
        private final Function<? super K, ? extends V> function;

        Computing(K key, Function<? super K, ? extends V> function) {
            this.key = key;
            this.function = function;
        }

        @Override
        public @Nullable Object compute() {
            return function.apply(key);
        }

        @Override
        public @Nullable Object load() {
            MapEntry entry = lookUpToWrite(key);
            return entry == null ? null : Words.of(entry.value());
        }

        @Override
        public @Nullable Object store(@Nullable Object result, boolean overwrite) {
            V value = asValue(result);
            if (overwrite) {
                set(key, value);
                return value;
            }
            MapEntry entry = add(key, value);
            return entry == null ? value : valueOf(entry);
        }
    }

    /**
     * Changes the value of a key atomically, as {@link java.util.concurrent.atomic.AtomicReference#updateAndGet}.
     *
     * <pre>{@code counts.update(button, n -> n == null ? 1 : n + 1);}</pre>
     *
     * @param key the key
     * @param function the new value by the old one, which is null if there is none; must be free of side effects, for it
     *     runs again if another thread was faster
     * @return the new value
     * @throws NullPointerException if the key or the function is null
     * @throws InvalidWeakKeyException if the key has no identity; the function does not run
     */
    @SuppressWarnings("NullAway") // the function receives null where there is no value, whatever V says
    public V update(K key, UnaryOperator<V> function) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(function, "function");
        noteWrite(key);
        while (true) {
            MapEntry entry = lookUpToWrite(key);
            if (entry == null) {
                WeakKeys.check(key);
                V value = function.apply(null);
                if (add(key, value) == null) {
                    return value;
                }
            } else {
                V old = valueOf(entry);
                V value = function.apply(old);
                if (entry.replace(old, value)) {
                    Cycles.stored(entry, value);
                    return value;
                }
            }
        }
    }

    /** Removes all values. */
    public void clear() {
        Computations running = computations();
        if (running != null) {
            running.forgetAll(call -> true);
        }
        clearEntries();
    }

    /**
     * The name of this class; never anything of the contents.
     *
     * @return {@code "WeakMap"}
     */
    @Override
    public String toString() {
        return "WeakMap";
    }

    /** Inserts a new entry; returns the other one if somebody was faster. */
    private @Nullable MapEntry add(K key, V value) {
        WeakKeys.check(key);
        MapEntry mine = new MapEntry(key, value, this);
        MapEntry entry = insert(key, mine);
        if (entry != mine) {
            return entry;
        }
        Cycles.stored(entry, value);
        return null;
    }

    private V valueOf(MapEntry entry) {
        return asValue(entry.value());
    }

    /** A null is V's own. */
    @SuppressWarnings({"unchecked", "NullAway"})
    private V asValue(@Nullable Object value) {
        return (V) value;
    }

    private void noteWrite(Object key) {
        Computations running = computations();
        if (running != null) {
            running.noteWrite(new Computations.Call(key));
        }
    }
}

package dev.weakmetadata.benchmarks;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.common.collect.MapMaker;
import dev.weakmetadata.WeakMap;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.WeakHashMap;

/** {@link WeakMap} and those that it is measured beside, as many threads may use them. */
public enum Peer {
    WEAK_MAP {
        @Override
        Table newTable(int keys) {
            WeakMap<Object, Object> map = new WeakMap<>();
            return new Table(map) {
                @Override
                Object get(Object key) {
                    return map.get(key);
                }

                @Override
                void set(Object key, Object value) {
                    map.set(key, value);
                }
            };
        }
    },
    GUAVA {
        @Override
        Table newTable(int keys) {
            return table(guava());
        }
    },
    CAFFEINE {
        @Override
        Table newTable(int keys) {
            Cache<Object, Object> cache = caffeine();
            return new Table(cache) {
                @Override
                Object get(Object key) {
                    return cache.getIfPresent(key);
                }

                @Override
                void set(Object key, Object value) {
                    cache.put(key, value);
                }
            };
        }
    },
    WEAK_LOCK_FREE {
        @Override
        Table newTable(int keys) {
            WeakConcurrentMap<Object, Object> map = weakLockFree();
            return new Table(map) {
                @Override
                Object get(Object key) {
                    return map.get(key);
                }

                @Override
                void set(Object key, Object value) {
                    map.put(key, value);
                }
            };
        }
    },
    /** Synchronized. Compares by {@code equals}, which for the keys here is identity. */
    WEAK_HASH_MAP {
        @Override
        Table newTable(int keys) {
            return table(Collections.synchronizedMap(new WeakHashMap<>()));
        }
    },
    /** Synchronized, and keeps its keys. */
    IDENTITY_HASH_MAP {
        @Override
        Table newTable(int keys) {
            return table(Collections.synchronizedMap(new IdentityHashMap<>()));
        }
    },
    /** The limit. */
    BARE {
        @Override
        Table newTable(int keys) {
            BareTable bare = new BareTable(keys);
            return new Table(bare) {
                @Override
                Object get(Object key) {
                    return bare.get(key);
                }

                @Override
                void set(Object key, Object value) {
                    bare.set(key, value);
                }
            };
        }
    };

    /** An empty table, which is going to have so many keys: only the {@link #BARE} one asks. */
    abstract Table newTable(int keys);

    /** A table of any kind. A benchmark uses one kind in each JVM, so calls of these methods are as good as direct. */
    abstract static class Table {
        /** The peer's own object. */
        final Object delegate;

        Table(Object delegate) {
            this.delegate = delegate;
        }

        abstract Object get(Object key);

        abstract void set(Object key, Object value);

        final void setAll(Object[] keys, int start, int end) {
            for (int i = start; i < end; i++) {
                set(keys[i], Key.VALUE);
            }
        }
    }

    static <K, V> Map<K, V> guava() {
        return new MapMaker().weakKeys().makeMap();
    }

    static <K, V> Cache<K, V> caffeine() {
        return Caffeine.newBuilder().weakKeys().build();
    }

    /** Removes the entries of collected keys when it is used, as Mockito and OpenTelemetry have it. */
    static <K, V> WeakConcurrentMap<K, V> weakLockFree() {
        return new WeakConcurrentMap.WithInlinedExpunction<>();
    }

    private static Table table(Map<Object, Object> map) {
        return new Table(map) {
            @Override
            Object get(Object key) {
                return map.get(key);
            }

            @Override
            void set(Object key, Object value) {
                map.put(key, value);
            }
        };
    }
}

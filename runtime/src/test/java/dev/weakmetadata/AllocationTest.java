package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads allocate nothing, whether or not the compiler has optimized them. */
class AllocationTest {
    private static final int KEYS = 1_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final List<Object> keys = new ArrayList<>();
    private final List<Object> absent = new ArrayList<>();
    private Object sink;
    private int count;

    @BeforeEach
    void makeKeys() {
        assumeTrue(threads.isThreadAllocatedMemorySupported() && threads.isThreadAllocatedMemoryEnabled());
        for (int i = 0; i < KEYS; i++) {
            keys.add(new Object());
            absent.add(new Object());
        }
    }

    @Test
    void mapReads() {
        WeakMap<Object, Object> map = new WeakMap<>();
        keys.forEach(key -> map.set(key, key == keys.get(0) ? null : "value"));

        for (List<Object> some : List.of(keys, absent)) {
            allocatesNothing(some, key -> sink = map.get(key));
            allocatesNothing(some, key -> sink = map.getOrDefault(key, "default"));
            allocatesNothing(some, key -> count += map.has(key) ? 1 : 0);
        }
        allocatesNothing(List.of("string", 1, 2L), key -> sink = map.get(key));
        allocatesNothing(absent, key -> sink = map.get(null));
    }

    @Test
    void readsOfAnEmptyMap() {
        WeakMap<Object, Object> map = new WeakMap<>();

        allocatesNothing(absent, key -> sink = map.get(key));
        allocatesNothing(absent, key -> count += map.has(key) ? 1 : 0);
    }

    @Test
    void insertsThatFindAValue() {
        WeakMap<Object, Object> map = new WeakMap<>();
        keys.forEach(key -> map.set(key, "value"));

        allocatesNothing(keys, key -> sink = map.getOrInsert(key, "another"));
        allocatesNothing(keys, key -> sink = map.getOrInsertComputed(key, k -> "another"));
    }

    @Test
    void setReads() {
        WeakSet<Object> set = new WeakSet<>();
        keys.forEach(set::add);

        allocatesNothing(keys, key -> count += set.has(key) ? 1 : 0);
        allocatesNothing(absent, key -> count += set.has(key) ? 1 : 0);
        allocatesNothing(keys, key -> count += set.addIfAbsent(key) ? 1 : 0);
    }

    @Test
    void cacheReads() {
        WeakValueCache<Object, Object> cache = WeakValueCache.weakValues();
        keys.forEach(key -> cache.put(key, key));

        allocatesNothing(keys, key -> sink = cache.get(key));
        allocatesNothing(absent, key -> sink = cache.get(key));
        allocatesNothing(keys, key -> sink = cache.get(key, k -> "another"));
    }

    /** Reads 100,000 times. What the JVM allocates to compile or link is once, so one of several tries must be without. */
    private void allocatesNothing(List<?> keys, Consumer<Object> read) {
        long least = Long.MAX_VALUE;
        for (int tries = 0; tries < 10 && least > 0; tries++) {
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0, k = 0; i < 100_000; i++) {
                read.accept(keys.get(k));
                k = k + 1 == keys.size() ? 0 : k + 1;
            }
            long after = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            least = Math.min(least, after - before);
        }
        // The measurement itself may allocate a few bytes; a read that allocates would be at 1.6 MB at least.
        assertThat(least).isLessThan(10_000);
    }
}

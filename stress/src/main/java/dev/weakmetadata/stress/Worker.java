package dev.weakmetadata.stress;

import dev.weakmetadata.WeakValueCache;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** One thread of the torture run: random operations on hosts of its own, on hosts that it shares, and on cached values. */
final class Worker {
    /** So many hosts of its own live when the heap is measured. */
    private static final int LASTING = 2_000;

    private static final int KEYS = 1_000;

    /** Hosts that all threads use, each under its monitor. */
    static final class Shared {
        final AtomicReferenceArray<Modelled> hosts = new AtomicReferenceArray<>(512);

        /** These are used without any lock. */
        final Host[] counted = new Host[16];

        /** Of which of them the value is being computed. */
        final AtomicIntegerArray computing = new AtomicIntegerArray(counted.length);

        Shared(Tables tables) {
            for (int i = 0; i < hosts.length(); i++) {
                hosts.set(i, Modelled.of(tables, i % 2 == 0));
            }
            for (int i = 0; i < counted.length; i++) {
                counted[i] = i % 2 == 0 ? new HostWithSlot() : new Host();
            }
        }
    }

    private final Tables tables;
    private final Shared shared;
    private final SplittableRandom random;
    private final int firstKey;
    private final List<Modelled> own = new ArrayList<>();
    private final CachedValues weak;
    private final CachedValues soft;

    /** How often this thread has counted each of the counted hosts up. */
    final int[] counted;

    /** For whoever looks whether the thread still gets anywhere. */
    volatile long steps;

    Worker(Tables tables, Shared shared, long seed, int number) {
        this.tables = tables;
        this.shared = shared;
        this.random = new SplittableRandom(seed + number);
        this.firstKey = number * KEYS;
        this.counted = new int[shared.counted.length];
        this.weak = new CachedValues(tables.weakCache);
        this.soft = new CachedValues(tables.softCache);
    }

    void step() {
        steps++;
        switch (random.nextInt(64)) {
            case 0 -> drop();
            case 1 ->
                shared.hosts.set(random.nextInt(shared.hosts.length()), Modelled.of(tables, random.nextBoolean()));
            case 2, 3, 4, 5, 6, 7 ->
                shared.hosts.get(random.nextInt(shared.hosts.length())).step(random);
            case 8 -> countUp();
            case 9 -> rare();
            case 24, 25 -> race();
            case 10, 11, 12 -> weak.step();
            case 13 -> soft.step();
            case 14, 15, 16, 17, 18, 19, 20, 21, 22, 23 -> own(Modelled.of(tables, random.nextBoolean()));
            default -> {
                if (!own.isEmpty()) {
                    own.get(random.nextInt(own.size())).step(random);
                }
            }
        }
    }

    private void own(Modelled host) {
        own.add(host);
        host.step(random);
    }

    /** Hosts live for as long as chance has it, but there are never too many. */
    private void drop() {
        int kept = random.nextInt(4) == 0 ? random.nextInt(64) : LASTING + random.nextInt(2 * LASTING);
        trim(kept);
    }

    private void trim(int kept) {
        while (own.size() > kept) {
            int any = random.nextInt(own.size());
            Modelled last = own.remove(own.size() - 1);
            (any < own.size() ? own.set(any, last) : last).check();
        }
    }

    private void countUp() {
        int which = random.nextInt(counted.length);
        counted[which]++;
        Host host = shared.counted[which];
        tables.counters.update(host, count -> count == null ? 1 : (int) count + 1);
        tables.state.updateCount(host, count -> count + 1);
    }

    /** Where nobody can say what the value is, it is one of this host's, and computed by one thread at a time. */
    private void race() {
        int which = random.nextInt(counted.length);
        Host host = shared.counted[which];
        Object value = null;
        switch (random.nextInt(8)) {
            case 0 -> tables.racing.set(host, new Raced(host));
            case 1 -> tables.racing.delete(host);
            case 2 -> value = tables.racing.getOrInsert(host, new Raced(host));
            case 3 -> value = tables.racing.update(host, old -> new Raced(host));
            case 4, 5 ->
                value = tables.racing.getOrInsertComputed(host, key -> {
                    if (shared.computing.incrementAndGet(which) > 1) {
                        throw new AssertionError("Computed by two threads at a time");
                    }
                    Thread.yield();
                    shared.computing.decrementAndGet(which);
                    return new Raced(host);
                });
            case 6 -> {
                if (random.nextInt(64) == 0) {
                    tables.racing.clear();
                }
            }
            default -> value = tables.racing.get(host);
        }
        if (value != null && ((Raced) value).host != host) {
            throw new AssertionError("The value of another host");
        }
    }

    private record Raced(Host host) {}

    private void rare() {
        switch (random.nextInt(256)) {
            case 0 -> {
                List<Modelled> burst = new ArrayList<>();
                for (int i = random.nextInt(20_000); i > 0; i--) {
                    Modelled host = Modelled.of(tables, random.nextBoolean());
                    burst.add(host);
                    host.step(random);
                }
                burst.forEach(Modelled::check);
            }
            case 1, 2, 3, 4 -> tables.clear();
            default -> own.forEach(Modelled::check);
        }
    }

    /** Checks everything, and lets so many hosts live as always when the heap is measured. */
    void settle() {
        own.forEach(Modelled::check);
        trim(LASTING);
        while (own.size() < LASTING) {
            own(Modelled.of(tables, random.nextBoolean()));
        }
        weak.drop();
        soft.drop();
    }

    void dropAll() {
        own.clear();
    }

    /** Values in a cache by keys of this thread; some of the values are held here, and so cannot be collected. */
    private final class CachedValues {
        private final WeakValueCache<Integer, Object> cache;
        private final Object[] held = new Object[KEYS];
        private final boolean[] mayBeCached = new boolean[KEYS];

        CachedValues(WeakValueCache<Integer, Object> cache) {
            this.cache = cache;
        }

        void step() {
            int n = random.nextInt(KEYS);
            Integer key = firstKey + n;
            switch (random.nextInt(8)) {
                case 0, 1 -> {
                    held[n] = new CachedValue(key);
                    cache.put(key, held[n]);
                    mayBeCached[n] = true;
                }
                case 2, 3 -> {
                    Object loaded = cache.get(key, CachedValue::new);
                    check(key, n, loaded);
                    held[n] = loaded;
                    mayBeCached[n] = true;
                }
                case 4 -> {
                    boolean deleted = cache.delete(key);
                    if (deleted ? !mayBeCached[n] : held[n] != null) {
                        throw new AssertionError("Deleting cached " + key + " returned " + deleted);
                    }
                    held[n] = null;
                    mayBeCached[n] = false;
                }
                case 5 -> held[n] = null;
                default -> {
                    Object value = cache.get(key);
                    if (value != null && !mayBeCached[n]) {
                        throw new AssertionError("Cached after delete: " + key);
                    }
                    check(key, n, value);
                }
            }
        }

        private void check(Integer key, int n, Object value) {
            if (held[n] != null && value != held[n]) {
                throw new AssertionError("Lost from a cache: " + key);
            }
            if (value != null && !((CachedValue) value).key.equals(key)) {
                throw new AssertionError("Cached for " + key + " but of " + ((CachedValue) value).key);
            }
        }

        void drop() {
            for (int n = 0; n < KEYS; n++) {
                cache.delete(firstKey + n);
                held[n] = null;
                mayBeCached[n] = false;
            }
        }
    }

    private static final class CachedValue {
        final Integer key;

        @SuppressWarnings("unused") // makes a leak show
        private final byte[] ballast = new byte[200];

        CachedValue(Integer key) {
            this.key = key;
        }
    }
}

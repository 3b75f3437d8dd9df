package dev.weakmetadata.stress;

import com.google.common.collect.MapMaker;
import dev.weakmetadata.WeakMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntFunction;

/**
 * A table of ten million live entries, filled by two threads, and then read by one while the other adds entries that die at
 * once; in the end a tenth as many die at once. Measures every single operation, and Guava's {@code MapMaker().weakKeys()} in the same run beside it.
 *
 * <p>Argument: the number of entries, if not ten million.
 */
public final class Load {
    private static final int THREADS = 2;

    private interface Subject {
        Object get(Object key);

        void set(Object key, Object value);
    }

    private static final class Ours implements Subject {
        private final WeakMap<Object, Object> map = new WeakMap<>();

        @Override
        public Object get(Object key) {
            return map.get(key);
        }

        @Override
        public void set(Object key, Object value) {
            map.set(key, value);
        }
    }

    private static final class Guavas implements Subject {
        private final ConcurrentMap<Object, Object> map =
                new MapMaker().weakKeys().makeMap();

        @Override
        public Object get(Object key) {
            return map.get(key);
        }

        @Override
        public void set(Object key, Object value) {
            map.put(key, value);
        }
    }

    private enum Phase {
        GROWTH,
        READING,
        OVERWRITING,
        CHURN,
        /** Reading and writing while a tenth as many keys are collected at once, and their entries removed. */
        BURST
    }

    private final int entries;
    private final Subject subject;
    private final Object[] keys;
    private final Latencies[] latencies = new Latencies[Phase.values().length];

    private Load(int entries, Subject subject) {
        this.entries = entries;
        this.subject = subject;
        this.keys = new Object[entries];
    }

    /**
     * Runs it and prints what it measured.
     *
     * @param args the number of entries, if not ten million
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        int entries = args.length == 0 ? 10_000_000 : Integer.parseInt(args[0]);
        new Load(entries / 10, new Guavas()).run(); // compiles everything
        new Load(entries / 10, new Ours()).run();
        Latencies[] guavas = new Load(entries, new Guavas()).run();
        Latencies[] ours = new Load(entries, new Ours()).run();

        System.out.printf("%,d entries; microseconds, WeakMap and as a multiple of Guava's time%n", entries);
        System.out.printf("%-12s %22s %22s %22s%n", "", "median", "99.99 %", "longest");
        for (Phase phase : Phase.values()) {
            Latencies our = ours[phase.ordinal()];
            Latencies guava = guavas[phase.ordinal()];
            System.out.printf(
                    "%-12s %22s %22s %22s%n",
                    phase,
                    beside(our.quantile(0.5), guava.quantile(0.5)),
                    beside(our.quantile(0.9999), guava.quantile(0.9999)),
                    beside(our.max(), guava.max()));
        }
    }

    private static String beside(long ours, long guavas) {
        return String.format("%,.1f (%.2f x)", ours / 1e3, (double) ours / guavas);
    }

    private Latencies[] run() throws InterruptedException {
        inParallel(thread -> this::grow);
        inParallel(thread -> thread == 0 ? this::read : this::churn);
        inParallel(thread -> thread == 0 ? this::overwrite : this::churn);
        CountDownLatch over = new CountDownLatch(1);
        inParallel(thread -> thread == 0 ? number -> readAndWriteUntil(over) : number -> burst(over));
        for (int i = 0; i < entries; i++) {
            if (subject.get(keys[i]) != this) {
                throw new AssertionError("Lost the value of a live key");
            }
        }
        return latencies;
    }

    private interface Work {
        Latencies[] run(int thread);
    }

    private void inParallel(IntFunction<Work> works) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int number = i;
            Work work = works.apply(i);
            threads.add(new Thread(() -> add(work.run(number))));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private synchronized void add(Latencies[] measured) {
        for (int i = 0; i < measured.length; i++) {
            if (latencies[i] == null) {
                latencies[i] = measured[i];
            } else if (measured[i] != null) {
                latencies[i].add(measured[i]);
            }
        }
    }

    private static Latencies[] of(Phase phase, Latencies measured) {
        Latencies[] all = new Latencies[Phase.values().length];
        all[phase.ordinal()] = measured;
        return all;
    }

    private Latencies[] grow(int thread) {
        Latencies measured = new Latencies();
        for (int i = thread; i < entries; i += THREADS) {
            Object key = new Object();
            keys[i] = key;
            long start = System.nanoTime();
            subject.set(key, this);
            measured.add(System.nanoTime() - start);
        }
        return of(Phase.GROWTH, measured);
    }

    private Latencies[] read(int thread) {
        Latencies measured = new Latencies();
        SplittableRandom random = new SplittableRandom(thread);
        for (int i = 0; i < entries; i++) {
            Object key = keys[random.nextInt(entries)];
            long start = System.nanoTime();
            Object value = subject.get(key);
            measured.add(System.nanoTime() - start);
            if (value != this) {
                throw new AssertionError("Lost the value of a live key");
            }
        }
        return of(Phase.READING, measured);
    }

    private Latencies[] overwrite(int thread) {
        Latencies measured = new Latencies();
        SplittableRandom random = new SplittableRandom(thread);
        for (int i = 0; i < entries; i++) {
            Object key = keys[random.nextInt(entries)];
            long start = System.nanoTime();
            subject.set(key, this);
            measured.add(System.nanoTime() - start);
        }
        return of(Phase.OVERWRITING, measured);
    }

    private Latencies[] churn(int thread) {
        Latencies measured = new Latencies();
        for (int i = 0; i < entries; i++) {
            Object key = new Object();
            long start = System.nanoTime();
            subject.set(key, this);
            measured.add(System.nanoTime() - start);
        }
        return of(Phase.CHURN, measured);
    }

    private Latencies[] readAndWriteUntil(CountDownLatch over) {
        Latencies measured = new Latencies();
        SplittableRandom random = new SplittableRandom(0);
        while (over.getCount() > 0) {
            Object key = keys[random.nextInt(entries)];
            long start = System.nanoTime();
            subject.get(key);
            long between = System.nanoTime();
            subject.set(key, this);
            measured.add(System.nanoTime() - between);
            measured.add(between - start);
        }
        return of(Phase.BURST, measured);
    }

    private Latencies[] burst(CountDownLatch over) {
        for (int round = 0; round < 3; round++) {
            Object[] dying = new Object[entries / 10];
            for (int i = 0; i < dying.length; i++) {
                dying[i] = new Object();
                subject.set(dying[i], this);
            }
            Arrays.fill(dying, null);
            System.gc();
        }
        over.countDown();
        return new Latencies[Phase.values().length];
    }
}

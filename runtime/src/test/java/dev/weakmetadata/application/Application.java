package dev.weakmetadata.application;

import dev.weakmetadata.InvalidWeakKeyException;
import dev.weakmetadata.WeakMap;
import dev.weakmetadata.WeakSet;
import dev.weakmetadata.WeakValueCache;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;

/** An application that is deployed, uses everything, keeps it in static fields, and is undeployed. */
public final class Application implements Callable<String> {
    private static final WeakMap<Object, Object> MAP = new WeakMap<>();
    private static final WeakSet<Object> SET = new WeakSet<>();
    private static final WeakValueCache<Object, Object> WEAK = WeakValueCache.weakValues();
    private static final WeakValueCache<Object, Object> SOFT = WeakValueCache.softValues();

    private final Object outlives;

    /**
     * Deploys it.
     *
     * @param outlives a key that outlives the application
     */
    public Application(Object outlives) {
        this.outlives = outlives;
    }

    private static final class Host {}

    /** A key by {@code equals}; no record, since the JDK itself keeps the loader of a record whose {@code equals} has run. */
    private static final class Key {
        private final int number;

        Key(int number) {
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.number == number;
        }

        @Override
        public int hashCode() {
            return number;
        }
    }

    private record Value(int number) {}

    @Override
    public String call() throws Exception {
        MAP.set(outlives, new Value(1));
        SET.add(outlives);
        WEAK.put(outlives, outlives);
        WEAK.put("key", Application.class);
        SOFT.put("key", new Value(2));
        SOFT.get(new Key(3), k -> new Value(4));

        MAP.getOrInsertComputed(Thread.currentThread(), k -> new Value(5));
        MAP.update(Thread.currentThread(), old -> new Value(6));
        MAP.set(Application.class, new Value(7));
        MAP.set(WeakMap.class, new Value(8)).set(WeakMap.class.getClassLoader(), new Value(9));
        MAP.set(Object.class, Application.class.getClassLoader());
        computeOnTwoThreads();
        for (Object refused : List.of("string", 1, List.of())) {
            try {
                MAP.set(refused, new Value(8));
                throw new AssertionError("not refused");
            } catch (InvalidWeakKeyException e) {
                MAP.get(refused);
            }
        }
        for (int i = 0; i < 1_000; i++) {
            Host host = new Host();
            MAP.set(host, new Value(i));
            SET.add(host);
            WEAK.put(i, host);
        }
        System.gc();
        return "used " + MAP + SET + WEAK;
    }

    private static void computeOnTwoThreads() throws Exception {
        Host host = new Host();
        CountDownLatch started = new CountDownLatch(1);
        FutureTask<Object> other = new FutureTask<>(() -> MAP.getOrInsertComputed(host, k -> {
            started.countDown();
            return new Value(9);
        }));
        Thread thread = new Thread(other);
        thread.start();
        started.await();
        if (MAP.getOrInsertComputed(host, k -> new Value(10)) != other.get()) {
            throw new AssertionError("computed twice");
        }
        thread.join();
    }
}

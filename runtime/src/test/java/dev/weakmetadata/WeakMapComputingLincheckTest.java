package dev.weakmetadata;

import static dev.weakmetadata.LincheckRuns.scenario;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntSupplier;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * {@link WeakMap#getOrInsertComputed}: atomic; at most once at a time for a key; no deadlock. For {@code delete} and
 * {@code clear} in between see {@link StaleResultsLincheckTest}.
 */
@Tag("lincheck")
class WeakMapComputingLincheckTest {
    @Test
    void modelChecked() {
        LincheckRuns.modelCheck(
                Operations.class,
                Model.class,
                6,
                scenario("", "compute 0 1; get 0", "fail 0; compute 0 2"),
                scenario("", "computeLast; computeUpwards 1", "computeUpwards 1"),
                scenario("", "computeLast; failUpwards 1", "computeUpwards 0"),
                scenario("", "computeTheOtherToo 0", "computeTheOtherToo 1"));
    }

    @Test
    void stressed() {
        LincheckRuns.stress(Operations.class, Model.class, 12);
    }

    private static final Object[] KEYS = LincheckRuns.keys(0, 8, 8, 1, 3, 0, 8);

    /** Keys 0 and 1 are for computations on their own, from here on for computations that ask for others… */
    private static final int NESTED = 2;

    /** …and from here on for threads that wait for each other. */
    private static final int CIRCLES = 5;

    @Param(name = "key", gen = IntGen.class, conf = "0:1")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Operations {
        private final WeakMap<Object, Integer> map = new WeakMap<>();
        private final AtomicIntegerArray running = new AtomicIntegerArray(KEYS.length);

        public Operations() {
            LincheckRuns.startWith(map, 1);
        }

        /** The value of a key or what is computed, by one thread at a time. */
        private Integer computed(int key, IntSupplier function) {
            return map.getOrInsertComputed(KEYS[key], k -> {
                if (running.incrementAndGet(key) != 1) {
                    throw new AssertionError("two threads at a time");
                }
                try {
                    return function.getAsInt();
                } finally {
                    running.decrementAndGet(key);
                }
            });
        }

        @Operation
        public Integer compute(@Param(name = "key") int key, @Param(name = "value") int value) {
            return computed(key, () -> value);
        }

        /** Whatever the function throws, the map is as it was. */
        @Operation
        public boolean fail(@Param(name = "key") int key) {
            try {
                map.getOrInsertComputed(KEYS[key], k -> {
                    throw new UnsupportedOperationException();
                });
                return false;
            } catch (UnsupportedOperationException e) {
                return true;
            }
        }

        @Operation
        public Integer get(@Param(name = "key") int key) {
            return map.get(KEYS[key]);
        }

        @Operation
        public void set(@Param(name = "key") int key, @Param(name = "value") int value) {
            map.set(KEYS[key], value);
        }

        @Operation
        public Integer update(@Param(name = "key") int key) {
            return map.update(KEYS[key], value -> value == null ? 100 : value + 1);
        }

        // Computations that ask for others are not atomic as a whole, so the results are constants here.

        /** Asks in ascending order, so that nobody ever waits in a circle. */
        @Operation
        public Integer computeUpwards(@Param(name = "key") int key) {
            return computed(NESTED + key, () -> 1 + computeNext(key + 1));
        }

        private int computeNext(int key) {
            return key == 1 ? computeUpwards(key) : computeLast();
        }

        @Operation
        public Integer computeLast() {
            return computed(NESTED + 2, () -> 0);
        }

        @Operation
        public Integer failUpwards(@Param(name = "key") int key) {
            try {
                return computed(NESTED + key, () -> failAfter(computeNext(key + 1)));
            } catch (UnsupportedOperationException e) {
                return 2 - key;
            }
        }

        private static int failAfter(int value) {
            throw new UnsupportedOperationException("after " + value);
        }

        /** Two threads may wait for each other. */
        @Operation
        public Integer computeTheOtherToo(@Param(name = "key") int key) {
            return map.getOrInsertComputed(
                    KEYS[CIRCLES + key], k -> 10 + key + map.getOrInsertComputed(KEYS[CIRCLES + 1 - key], other -> 5));
        }
    }

    public static class Model {
        private final Map<Integer, Integer> map = new HashMap<>();

        public Integer compute(int key, int value) {
            if (!map.containsKey(key)) {
                map.put(key, value);
            }
            return map.get(key);
        }

        public boolean fail(int key) {
            return !map.containsKey(key);
        }

        public Integer computeUpwards(int key) {
            return 2 - key;
        }

        public Integer computeLast() {
            return 0;
        }

        public Integer failUpwards(int key) {
            return 2 - key;
        }

        public Integer computeTheOtherToo(int key) {
            int mine = CIRCLES + key;
            return map.containsKey(mine) ? map.get(mine) : compute(mine, 10 + key + compute(CIRCLES + 1 - key, 5));
        }

        public Integer get(int key) {
            return map.get(key);
        }

        public void set(int key, int value) {
            map.put(key, value);
        }

        public Integer update(int key) {
            Integer value = map.get(key);
            map.put(key, value == null ? 100 : value + 1);
            return map.get(key);
        }
    }
}

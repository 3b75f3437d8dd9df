package dev.weakmetadata;

import static dev.weakmetadata.LincheckRuns.scenario;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every operation of {@link WeakValueCache} is atomic; loaders run at most once at a time for a key. */
@Tag("lincheck")
class WeakValueCacheLincheckTest {
    @Test
    void modelChecked() {
        LincheckRuns.modelCheck(
                Operations.class,
                Model.class,
                6,
                scenario("", "clear; get 0; get 2", "put 0 1; put 2 1; get 0"),
                scenario("put 2 1", "delete 2; get 2", "put 2 2; delete 2"),
                scenario("", "load 0 1; get 0", "fail 0; put 0 2"));
    }

    @Test
    void stressed() {
        LincheckRuns.stress(Operations.class, Model.class, 10);
    }

    /** Held strongly here, so that none is collected. */
    private static final Value[] VALUES = {new Value(0), new Value(1), new Value(2), new Value(3)};

    private record Value(int index) {}

    private static Integer index(Value value) {
        return value == null ? null : value.index();
    }

    /** For {@code delete} and {@code clear} during the run of a loader see {@link StaleResultsLincheckTest}. */
    @Param(name = "loaded", gen = IntGen.class, conf = "0:1")
    @Param(name = "deleted", gen = IntGen.class, conf = "2:3")
    @Param(name = "key", gen = IntGen.class, conf = "0:3")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Operations {
        private final WeakValueCache<Integer, Value> cache = WeakValueCache.weakValues();
        private final AtomicInteger[] running = {new AtomicInteger(), new AtomicInteger()};

        @Operation
        public Integer get(@Param(name = "key") int key) {
            return index(cache.get(key));
        }

        @Operation
        public void put(@Param(name = "key") int key, @Param(name = "value") int value) {
            cache.put(key, VALUES[value]);
        }

        @Operation
        public boolean delete(@Param(name = "deleted") int key) {
            return cache.delete(key);
        }

        public void clear() {
            cache.clear();
        }

        @Operation
        public Integer load(@Param(name = "loaded") int key, @Param(name = "value") int value) {
            return index(cache.get(key, k -> {
                if (running[key].incrementAndGet() != 1) {
                    throw new AssertionError("two threads at a time");
                }
                running[key].decrementAndGet();
                return VALUES[value];
            }));
        }

        @Operation
        public boolean fail(@Param(name = "loaded") int key) {
            try {
                cache.get(key, k -> {
                    throw new UnsupportedOperationException();
                });
                return false;
            } catch (UnsupportedOperationException e) {
                return true;
            }
        }
    }

    public static class Model {
        private final Map<Integer, Integer> map = new HashMap<>();

        public Integer get(int key) {
            return map.get(key);
        }

        public Integer load(int key, int value) {
            map.putIfAbsent(key, value);
            return map.get(key);
        }

        public boolean fail(int key) {
            return !map.containsKey(key);
        }

        public void put(int key, int value) {
            map.put(key, value);
        }

        public boolean delete(int key) {
            return map.remove(key) != null;
        }

        public void clear() {
            map.clear();
        }
    }
}

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
                Plain.class,
                Model.class,
                2,
                scenario("", "clear; get 0; get 2", "put 0 1; put 2 1; get 0"),
                scenario("put 0 1", "delete 0; get 0", "put 0 2; delete 0"));
    }

    @Test
    void modelCheckedWithLoaders() {
        LincheckRuns.modelCheck(Loading.class, Model.class, 3);
    }

    @Test
    void stressed() {
        LincheckRuns.stress(Plain.class, Model.class, 5);
    }

    @Test
    void stressedWithLoaders() {
        LincheckRuns.stress(Loading.class, Model.class, 5);
    }

    /** Held strongly here, so that none is collected. */
    private static final Value[] VALUES = {new Value(0), new Value(1), new Value(2), new Value(3)};

    private record Value(int index) {}

    private static Integer index(Value value) {
        return value == null ? null : value.index();
    }

    /** For {@code delete} and {@code clear} during the run of a loader see {@link StaleResultsLincheckTest}. */
    @Param(name = "key", gen = IntGen.class, conf = "0:2")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Plain {
        private final WeakValueCache<Integer, Value> cache = WeakValueCache.weakValues();

        @Operation
        public Integer get(@Param(name = "key") int key) {
            return index(cache.get(key));
        }

        @Operation
        public void put(@Param(name = "key") int key, @Param(name = "value") int value) {
            cache.put(key, VALUES[value]);
        }

        @Operation
        public boolean delete(@Param(name = "key") int key) {
            return cache.delete(key);
        }

        @Operation
        public void clear() {
            cache.clear();
        }
    }

    @Param(name = "key", gen = IntGen.class, conf = "0:1")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Loading {
        private final WeakValueCache<Integer, Value> cache = WeakValueCache.softValues();
        private final AtomicInteger[] running = {new AtomicInteger(), new AtomicInteger()};

        @Operation
        public Integer get(@Param(name = "key") int key) {
            return index(cache.get(key));
        }

        @Operation
        public Integer load(@Param(name = "key") int key, @Param(name = "value") int value) {
            return index(cache.get(key, k -> {
                if (running[key].incrementAndGet() != 1) {
                    throw new AssertionError("two threads at a time");
                }
                running[key].decrementAndGet();
                return VALUES[value];
            }));
        }

        @Operation
        public boolean fail(@Param(name = "key") int key) {
            try {
                cache.get(key, k -> {
                    throw new UnsupportedOperationException();
                });
                return false;
            } catch (UnsupportedOperationException e) {
                return true;
            }
        }

        @Operation
        public void put(@Param(name = "key") int key, @Param(name = "value") int value) {
            cache.put(key, VALUES[value]);
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

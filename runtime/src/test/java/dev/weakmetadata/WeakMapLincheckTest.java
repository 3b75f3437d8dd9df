package dev.weakmetadata;

import static dev.weakmetadata.LincheckRuns.scenario;

import java.util.HashMap;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every operation of {@link WeakMap} is atomic, while the table grows and shrinks too. */
@Tag("lincheck")
class WeakMapLincheckTest {
    @Test
    void modelChecked() {
        LincheckRuns.modelCheck(
                Small.class,
                Model.class,
                2,
                scenario("set 0 1", "update 0; get 0", "delete 0; update 0"),
                scenario("", "getOrInsert 0 1; has 0", "delete 0; getOrDefault 0"),
                scenario("set 0 1", "set 0 2; get 0", "clear; get 0"));
    }

    @Test
    void modelCheckedWhileGrowing() {
        LincheckRuns.modelCheck(
                Growing.class,
                GrowingModel.class,
                3,
                scenario("", "get 3", "set 2 1; set 4 1"),
                scenario("", "delete 3; get 3", "set 2 1; get 3"),
                scenario("", "set 2 1; get 3", "set 2 2; set 4 1"),
                scenario("set 2 1", "get 2; get 3", "set 4 1; delete 3"),
                scenario("", "set 4 1; get 4", "set 2 1; get 2"));
    }

    @Test
    void modelCheckedWhileGrowingFromInitialLength() {
        LincheckRuns.modelCheck(Full.class, Model.class, 1, scenario("", "set 0 1; get 0", "set 0 2; set 1 1"));
    }

    @Test
    void modelCheckedWhileShrinking() {
        LincheckRuns.modelCheck(Shrinking.class, Model.class, 1);
    }

    @Test
    void stressed() {
        LincheckRuns.stress(Small.class, Model.class, 5);
    }

    @Test
    void stressedWhileGrowing() {
        LincheckRuns.stress(Growing.class, GrowingModel.class, 5);
    }

    @Test
    void stressedWhileShrinking() {
        LincheckRuns.stress(Shrinking.class, Model.class, 5);
    }

    /** The first three in one bin of 8, two of them in one of 16; and all sorts of ways to split one bin to 2, 4 and 8. */
    private static final Object[] KEYS = LincheckRuns.keys(0, 8, 8, 1, 3);

    @Param(name = "key", gen = IntGen.class, conf = "0:2")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Core {
        final WeakMap<Object, Integer> map = new WeakMap<>();

        @Operation
        public Integer get(@Param(name = "key") int key) {
            return map.get(KEYS[key]);
        }

        @Operation
        public void set(@Param(name = "key") int key, @Param(name = "value") int value) {
            map.set(KEYS[key], value);
        }

        @Operation
        public boolean delete(@Param(name = "key") int key) {
            return map.delete(KEYS[key]);
        }
    }

    public static class Small extends Core {
        @Operation
        public Integer getOrDefault(@Param(name = "key") int key) {
            return map.getOrDefault(KEYS[key], -1);
        }

        @Operation
        public boolean has(@Param(name = "key") int key) {
            return map.has(KEYS[key]);
        }

        @Operation
        public void setNull(@Param(name = "key") int key) {
            map.set(KEYS[key], null);
        }

        @Operation
        public Integer getOrInsert(@Param(name = "key") int key, @Param(name = "value") int value) {
            return map.getOrInsert(KEYS[key], value);
        }

        @Operation
        public Integer update(@Param(name = "key") int key) {
            return map.update(KEYS[key], value -> value == null ? 100 : value + 1);
        }

        @Operation
        public void clear() {
            map.clear();
        }
    }

    /** Grows with the first key, and then again and again: the entry that is there already goes to other bins. */
    @Param(name = "key", gen = IntGen.class, conf = "2:4")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Growing extends Core {
        public Growing() {
            LincheckRuns.startWith(map, 1);
            set(3, 0);
        }
    }

    public static class GrowingModel extends Model {
        public GrowingModel() {
            set(3, 0);
        }
    }

    /** Grows with the first key. */
    public static class Full extends Core {
        private static final Object[] OTHERS = LincheckRuns.keys(0, 8, 0, 8, 1, 2, 3, 9);

        public Full() {
            for (Object other : OTHERS) {
                map.set(other, 0);
            }
        }
    }

    /** Shrinks with the first key. */
    public static class Shrinking extends Core {
        public Shrinking() {
            LincheckRuns.startWith(map, 4096);
        }
    }

    public static class Model {
        private final Map<Integer, Integer> map = new HashMap<>();

        public Integer get(int key) {
            return map.get(key);
        }

        public Integer getOrDefault(int key) {
            return map.getOrDefault(key, -1);
        }

        public boolean has(int key) {
            return map.containsKey(key);
        }

        public void set(int key, int value) {
            map.put(key, value);
        }

        public void setNull(int key) {
            map.put(key, null);
        }

        public boolean delete(int key) {
            boolean had = map.containsKey(key);
            map.remove(key);
            return had;
        }

        public Integer getOrInsert(int key, int value) {
            if (!map.containsKey(key)) {
                map.put(key, value);
            }
            return map.get(key);
        }

        public Integer update(int key) {
            Integer value = map.get(key);
            map.put(key, value == null ? 100 : value + 1);
            return map.get(key);
        }

        public void clear() {
            map.clear();
        }
    }
}

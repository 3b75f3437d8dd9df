package dev.weakmetadata;

import static dev.weakmetadata.LincheckRuns.scenario;

import java.util.HashMap;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every operation of {@link WeakMap} is atomic, while the table grows and shrinks too. */
@Tag("lincheck")
class WeakMapLincheckTest {
    @Test
    void modelChecked() {
        LincheckRuns.modelCheck(
                Operations.class,
                Model.class,
                5,
                scenario("set 0 1", "update 0; get 0", "delete 0; update 0"),
                scenario("", "getOrInsert 0 1; has 0", "delete 0; getOrDefault 0"),
                scenario("set 0 1", "set 0 2; get 0", "clear; get 0"),
                // While there are no bins
                scenario("clear", "set 0 1; get 1", "set 1 2; get 0"),
                scenario("clear", "set 0 1; clear", "set 0 2; get 0"),
                // While it grows
                scenario("", "get 3", "set 2 1; set 4 1"),
                scenario("", "delete 3; get 3", "set 2 1; get 3"),
                scenario("", "set 2 1; get 3", "set 2 2; set 4 1"),
                scenario("set 2 1", "get 2; get 3", "set 4 1; delete 3"),
                scenario("", "set 4 1; get 4", "set 2 1; get 2"),
                scenario("fill", "set 0 1; get 0", "set 0 2; set 1 1"),
                scenario("crowd", "delete 1; get 0", "set 4 1; get 2"),
                scenario("crowd", "delete 0; get 1", "set 4 1; get 2"),
                // While it shrinks
                scenario("enlarge", "set 0 1; get 3", "delete 3; set 0 2"));
    }

    @Test
    void stressed() {
        LincheckRuns.stress(Operations.class, Model.class, 8);
    }

    @Test
    void stressedWhileShrinking() {
        LincheckRuns.stress(Shrinking.class, Model.class, 5);
    }

    /** The first three in one bin of 8, two of them in one of 16; and all sorts of ways to split one bin to 2, 4 and 8. */
    private static final Object[] KEYS = LincheckRuns.keys(0, 8, 8, 1, 3);

    private static final Object[] OTHERS = LincheckRuns.keys(0, 8, 0, 8, 1, 2);

    /** Grows with the first key, and then again and again: the entry that is there already goes to other bins. */
    @Param(name = "key", gen = IntGen.class, conf = "2:4")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public static class Operations {
        private final WeakMap<Object, Integer> map = new WeakMap<>();

        public Operations() {
            startWith(1);
        }

        final void startWith(int length) {
            LincheckRuns.startWith(map, length);
            set(3, 0);
        }

        /** The next key makes a table of the initial length grow. */
        public void fill() {
            startWith(8);
            for (Object other : OTHERS) {
                map.set(other, 0);
            }
        }

        /** The next key divides a bin with six entries, three of which are those of keys 0, 1 and 2. */
        public void crowd() {
            startWith(8);
            for (int i = 0; i < 3; i++) {
                set(i, 0);
                map.set(OTHERS[i], 0);
            }
        }

        /** The next keys move a few of the bins. */
        public void enlarge() {
            startWith(4096);
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
        public boolean delete(@Param(name = "key") int key) {
            return map.delete(KEYS[key]);
        }

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

        @Validate
        public void tidy() {
            LincheckRuns.checkTidy(map);
        }
    }

    /** Shrinks with the first key. */
    public static class Shrinking extends Operations {
        public Shrinking() {
            startWith(4096);
        }
    }

    public static class Model {
        private final Map<Integer, Integer> map = new HashMap<>();

        public Model() {
            set(3, 0);
        }

        public void fill() {}

        public void crowd() {
            for (int i = 0; i < 3; i++) {
                set(i, 0);
            }
        }

        public void enlarge() {}

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

package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void aMillionKeysWithRandomDeletesBesideAModel() {
        SplittableRandom random = new SplittableRandom(42);
        WeakMap<Object, Integer> map = new WeakMap<>();
        Map<Object, Integer> model = new IdentityHashMap<>();
        List<Object> keys = new ArrayList<>();

        for (int i = 0; i < 1_000_000; i++) {
            Object key = new Object();
            keys.add(key);
            Integer value = i;
            map.set(key, value);
            model.put(key, value);
            if (random.nextInt(3) == 0) {
                Object deleted = keys.get(random.nextInt(keys.size()));
                if (map.delete(deleted) != (model.remove(deleted) != null)) {
                    throw new AssertionError("delete returned the wrong answer");
                }
            }
            Object read = keys.get(random.nextInt(keys.size()));
            same(map, model, read);
        }

        for (Object key : keys) {
            same(map, model, key);
        }
        assertThat(Internals.bins(map)).isBetween(model.size() / 2, 4 * model.size());
    }

    @Test
    void growsAndShrinksByDeletes() {
        WeakMap<Object, Integer> map = new WeakMap<>();
        for (int round = 0; round < 3; round++) {
            List<Object> keys = new ArrayList<>();
            for (int i = 0; i < 100_000; i++) {
                keys.add(new Object());
                map.set(keys.get(i), i);
            }
            assertThat(Internals.bins(map)).isGreaterThanOrEqualTo(50_000);
            for (int i = 0; i < keys.size(); i++) {
                if (map.get(keys.get(i)) != i || (i >= 100 && !map.delete(keys.get(i)))) {
                    throw new AssertionError("lost");
                }
            }
            assertThat(Internals.bins(map)).isLessThan(10_000);
            assertThat(keys.subList(0, 100)).allMatch(map::has);
            assertThat(keys.subList(100, keys.size())).noneMatch(map::has);
        }
    }

    @Test
    void setGrowsAndShrinks() {
        WeakSet<Object> set = new WeakSet<>();
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            elements.add(new Object());
            set.add(elements.get(i));
        }
        assertThat(elements).allMatch(set::has).allMatch(set::delete).noneMatch(set::has);
        assertThat(Internals.bins(set)).isLessThan(10_000);
    }

    private static void same(WeakMap<Object, Integer> map, Map<Object, Integer> model, Object key) {
        Integer expected = model.get(key);
        if (map.has(key) != (expected != null) || map.get(key) != expected) {
            throw new AssertionError("Should be " + expected + " but is " + map.get(key));
        }
    }
}

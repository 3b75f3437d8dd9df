package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UpdateTest {
    private final WeakMap<Object, Integer> map = new WeakMap<>();
    private final Object key = new Object();

    @Test
    void absentKeyGivesNull() {
        assertThat(map.update(key, old -> {
                    assertThat(old).isNull();
                    return 1;
                }))
                .isEqualTo(1);
        assertThat(map.get(key)).isEqualTo(1);
    }

    @Test
    void returnsAndStoresTheNewValue() {
        map.set(key, 1);

        assertThat(map.update(key, old -> old + 1)).isEqualTo(2);
        assertThat(map.get(key)).isEqualTo(2);
    }

    @Test
    void explicitNullGivesNull() {
        map.set(key, null);

        assertThat(map.update(key, old -> old == null ? 5 : 6)).isEqualTo(5);
    }

    @Test
    void nullIsAValue() {
        map.set(key, 1);

        assertThat(map.update(key, old -> null)).isNull();
        assertThat(map.has(key)).isTrue();

        map.delete(key);
        assertThat(map.update(key, old -> null)).isNull();
        assertThat(map.has(key)).isTrue();
    }

    @Test
    void sameValueIsAllowed() {
        Integer value = 1_000;
        map.set(key, value);

        assertThat(map.update(key, old -> old)).isSameAs(value);
        assertThat(map.get(key)).isSameAs(value);
    }

    @Test
    void throwingLeavesTheMapAsItWas() {
        for (Throwable thrown : List.of(new RuntimeException(), new IOException(), new Error())) {
            map.delete(key);
            assertThatThrownBy(() -> map.update(key, old -> {
                        throw Sneaky.sneak(thrown);
                    }))
                    .isSameAs(thrown);
            assertThat(map.has(key)).isFalse();

            map.set(key, 1);
            assertThatThrownBy(() -> map.update(key, old -> {
                        throw Sneaky.sneak(thrown);
                    }))
                    .isSameAs(thrown);
            assertThat(map.get(key)).isEqualTo(1);
        }
    }

    @Test
    void runsOnceWithoutContention() {
        AtomicInteger calls = new AtomicInteger();
        map.update(key, old -> calls.incrementAndGet());
        map.update(key, old -> calls.incrementAndGet());

        assertThat(calls).hasValue(2);
    }

    @Test
    void runsAgainIfTheValueHasChangedMeanwhile() {
        AtomicInteger calls = new AtomicInteger();
        map.set(key, 10);

        int result = map.update(key, old -> {
            if (calls.incrementAndGet() == 1) {
                map.set(key, 20);
            }
            return old + 1;
        });

        assertThat(result).isEqualTo(21);
        assertThat(calls).hasValue(2);
    }

    @Test
    void runsAgainIfTheKeyHasBeenDeletedMeanwhile() {
        List<Integer> seen = new ArrayList<>();
        map.set(key, 10);

        int result = map.update(key, old -> {
            seen.add(old);
            map.delete(key);
            return old == null ? 1 : old + 1;
        });

        assertThat(result).isEqualTo(1);
        assertThat(seen).containsExactly(10, null);
        assertThat(map.get(key)).isEqualTo(1);
    }

    @Test
    void runsAgainIfTheKeyHasBeenInsertedMeanwhile() {
        List<Integer> seen = new ArrayList<>();

        int result = map.update(key, old -> {
            seen.add(old);
            map.getOrInsert(key, 5);
            return old == null ? 1 : old + 1;
        });

        assertThat(result).isEqualTo(6);
        assertThat(seen).containsExactly(null, 5);
    }

    @Test
    void functionMayUseTheMapForOtherKeys() {
        Object other = new Object();

        int result = map.update(key, old -> map.update(other, o -> 1) + map.getOrInsertComputed(new Object(), k -> 2));

        assertThat(result).isEqualTo(3);
        assertThat(map.get(other)).isEqualTo(1);
    }

    @Test
    void isAtomic() {
        int threads = 8;
        int updates = 50_000;

        Task.results(Task.start(threads, i -> () -> {
            for (int n = 0; n < updates; n++) {
                map.update(key, old -> old == null ? 1 : old + 1);
            }
            return null;
        }));

        assertThat(map.get(key)).isEqualTo(threads * updates);
    }

    @Test
    void isAtomicOnManyKeysWhileTheTableGrows() {
        int threads = 4;
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            keys.add(new Object());
        }

        Task.results(Task.start(threads, i -> () -> {
            for (Object k : keys) {
                map.update(k, old -> old == null ? 1 : old + 1);
            }
            return null;
        }));

        assertThat(keys).allMatch(k -> map.get(k) == threads);
    }

    @Test
    void returnsEveryNewValueOnce() {
        int threads = 8;
        int updates = 5_000;

        List<List<Integer>> results = Task.results(Task.start(threads, i -> () -> {
            List<Integer> mine = new ArrayList<>();
            for (int n = 0; n < updates; n++) {
                mine.add(map.update(key, old -> old == null ? 1 : old + 1));
            }
            return mine;
        }));

        Set<Integer> all = new TreeSet<>();
        results.forEach(all::addAll);
        assertThat(all).hasSize(threads * updates);
    }

    @Test
    void isAtomicWithDeletes() {
        // Each value is a fresh count from 1; whoever sees n knows that n updates have happened since the last delete.
        int threads = 4;
        int updates = 50_000;
        AtomicInteger deletes = new AtomicInteger();
        AtomicInteger ones = new AtomicInteger();

        Task.results(Task.start(threads, i -> () -> {
            for (int n = 0; n < updates; n++) {
                if (i == 0 && n % 8 == 0) {
                    if (map.delete(key)) {
                        deletes.incrementAndGet();
                    }
                } else if (map.update(key, old -> old == null ? 1 : old + 1) == 1) {
                    ones.incrementAndGet();
                }
            }
            return null;
        }));

        // Counts start anew once at first, and once after each delete that removed something.
        int present = map.has(key) ? 1 : 0;
        assertThat(ones.get()).isEqualTo(deletes.get() + present);
    }
}

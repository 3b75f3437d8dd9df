package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class WeakSetTest {
    private final WeakSet<Object> set = new WeakSet<>();
    private final Object element = new Object();
    private final Object other = new Object();

    @Test
    void emptySetHasNothing() {
        assertThat(set.has(element)).isFalse();
        assertThat(set.delete(element)).isFalse();
    }

    @Test
    void addIsChainableAndIdempotent() {
        assertThat(set.add(element)).isSameAs(set);
        assertThat(set.add(element).add(other)).isSameAs(set);

        assertThat(set.has(element)).isTrue();
        assertThat(set.has(other)).isTrue();
        assertThat(set.delete(element)).isTrue();
        assertThat(set.has(element)).isFalse();
        assertThat(set.has(other)).isTrue();
    }

    @Test
    void addIfAbsentTellsWhetherItIsNew() {
        assertThat(set.addIfAbsent(element)).isTrue();
        assertThat(set.addIfAbsent(element)).isFalse();
        set.delete(element);
        assertThat(set.addIfAbsent(element)).isTrue();
    }

    @Test
    void deleteRemovesOnce() {
        set.add(element);

        assertThat(set.delete(element)).isTrue();
        assertThat(set.delete(element)).isFalse();
    }

    @Test
    void clearRemovesAll() {
        set.add(element).add(other);

        set.clear();

        assertThat(set.has(element)).isFalse();
        assertThat(set.has(other)).isFalse();
        assertThat(set.addIfAbsent(element)).isTrue();
    }

    @Test
    void elementsAreComparedByIdentity() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();
        set.add(first);

        assertThat(set.has(second)).isFalse();
        assertThat(set.addIfAbsent(second)).isTrue();
    }

    @Test
    void methodsOfElementsAreNeverCalled() {
        for (int i = 0; i < 1_000; i++) {
            Unequal unequal = new Unequal();
            set.add(unequal).add(unequal);
            assertThat(set.has(unequal)).isTrue();
            assertThat(set.addIfAbsent(unequal)).isFalse();
            assertThat(set.delete(unequal)).isTrue();
        }
    }

    @Test
    void nullIsInNoSet() {
        assertThat(set.has(null)).isFalse();
        assertThat(set.delete(null)).isFalse();
    }

    @Test
    void addingNullNamesTheArgument() {
        assertThatNullPointerException().isThrownBy(() -> set.add(null)).withMessageContaining("element");
        assertThatNullPointerException().isThrownBy(() -> set.addIfAbsent(null)).withMessageContaining("element");
    }

    @Test
    void constructorAddsElements() {
        WeakSet<Object> filled = new WeakSet<>(List.of(element, other));

        assertThat(filled.has(element)).isTrue();
        assertThat(filled.has(other)).isTrue();
        assertThat(filled.has(new Object())).isFalse();
    }

    @Test
    void constructorTakesRepeatedElementsAndSubtypes() {
        List<Thread> threads = List.of(Thread.currentThread(), Thread.currentThread());

        WeakSet<Runnable> filled = new WeakSet<>(threads);

        assertThat(filled.has(Thread.currentThread())).isTrue();
    }

    @Test
    void constructorRefusesNulls() {
        assertThatNullPointerException().isThrownBy(() -> new WeakSet<>(null)).withMessageContaining("elements");
        assertThatNullPointerException()
                .isThrownBy(() -> new WeakSet<>(Arrays.asList(element, null)))
                .withMessageContaining("element");
    }

    @Test
    void constructorRefusesInvalidElements() {
        assertThatExceptionOfType(InvalidWeakKeyException.class)
                .isThrownBy(() -> new WeakSet<Object>(List.of(element, 42)))
                .withMessageContaining("java.lang.Integer");
    }

    @Test
    void ofManyThreadsOneIsFirst() {
        int threads = 8;
        List<Object> elements = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            elements.add(new Object());
        }
        CyclicBarrier start = new CyclicBarrier(threads);

        List<Integer> firsts = Task.results(Task.start(threads, i -> () -> {
            start.await();
            int first = 0;
            for (Object e : elements) {
                if (set.addIfAbsent(e)) {
                    first++;
                }
            }
            return first;
        }));

        assertThat(firsts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(elements.size());

        List<Integer> deleted = Task.results(Task.start(threads, i -> () -> {
            start.await();
            int count = 0;
            for (Object e : elements) {
                if (set.delete(e)) {
                    count++;
                }
            }
            return count;
        }));

        assertThat(deleted.stream().mapToInt(Integer::intValue).sum()).isEqualTo(elements.size());
    }

    @Test
    void toStringTellsNothing() {
        assertThat(set.add(element)).hasToString("WeakSet");
    }
}

package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeakMapTest {
    private final WeakMap<Object, String> map = new WeakMap<>();
    private final Object key = new Object();
    private final Object other = new Object();

    // Reading and writing

    @Test
    void emptyMapHasNothing() {
        assertThat(map.get(key)).isNull();
        assertThat(map.has(key)).isFalse();
        assertThat(map.getOrDefault(key, "default")).isEqualTo("default");
        assertThat(map.delete(key)).isFalse();
    }

    @Test
    void setIsSeenByEveryRead() {
        map.set(key, "value");

        assertThat(map.get(key)).isEqualTo("value");
        assertThat(map.has(key)).isTrue();
        assertThat(map.getOrDefault(key, "default")).isEqualTo("value");
        assertThat(map.get(other)).isNull();
        assertThat(map.has(other)).isFalse();
    }

    @Test
    void setOverwrites() {
        map.set(key, "first").set(key, "second");

        assertThat(map.get(key)).isEqualTo("second");
        assertThat(map.delete(key)).isTrue();
        assertThat(map.has(key)).isFalse();
    }

    @Test
    void setReturnsTheMap() {
        assertThat(map.set(key, "value")).isSameAs(map);
        assertThat(map.set(key, "again")).isSameAs(map);
        assertThat(map.set(key, "1").set(other, "2").get(other)).isEqualTo("2");
    }

    @Test
    void valuesAreReturnedThemselves() {
        String value = new String("value");
        map.set(key, value);

        assertThat(map.get(key)).isSameAs(value);
        assertThat(map.getOrDefault(key, "")).isSameAs(value);
        assertThat(map.getOrInsert(key, "")).isSameAs(value);
        assertThat(map.getOrInsertComputed(key, k -> "")).isSameAs(value);
    }

    @Test
    void deleteRemovesOnce() {
        map.set(key, "value").set(other, "other");

        assertThat(map.delete(key)).isTrue();
        assertThat(map.delete(key)).isFalse();
        assertThat(map.get(key)).isNull();
        assertThat(map.has(key)).isFalse();
        assertThat(map.get(other)).isEqualTo("other");
    }

    @Test
    void deletedKeyCanBeSetAgain() {
        for (int i = 0; i < 100; i++) {
            map.set(key, "value" + i);
            assertThat(map.get(key)).isEqualTo("value" + i);
            assertThat(map.delete(key)).isTrue();
            assertThat(map.has(key)).isFalse();
        }
    }

    @Test
    void clearRemovesAll() {
        map.set(key, "value").set(other, "other");

        map.clear();

        assertThat(map.has(key)).isFalse();
        assertThat(map.has(other)).isFalse();
        assertThat(map.delete(key)).isFalse();
        map.set(key, "again");
        assertThat(map.get(key)).isEqualTo("again");
        assertThat(map.has(other)).isFalse();
    }

    @Test
    void clearOfAnEmptyMapIsAllowed() {
        map.clear();
        map.clear();

        assertThat(map.has(key)).isFalse();
    }

    @Test
    void clearOfALargeMap() {
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            keys.add(new Object());
            map.set(keys.get(i), "value");
        }

        map.clear();

        assertThat(keys).noneMatch(map::has);
        keys.forEach(k -> map.set(k, "again"));
        assertThat(keys).allMatch(k -> "again".equals(map.get(k)));
    }

    @Test
    void mapsAreSeparate() {
        WeakMap<Object, String> second = new WeakMap<>();
        map.set(key, "first");
        second.set(key, "second");

        assertThat(map.get(key)).isEqualTo("first");
        assertThat(map.delete(key)).isTrue();
        assertThat(second.get(key)).isEqualTo("second");
    }

    // Null values

    @Test
    void nullValuesAreValues() {
        map.set(key, null);

        assertThat(map.has(key)).isTrue();
        assertThat(map.get(key)).isNull();
        assertThat(map.getOrDefault(key, "default")).isNull();
        assertThat(map.getOrInsert(key, "inserted")).isNull();
        assertThat(map.getOrInsertComputed(key, k -> {
                    throw new AssertionError("there is a value");
                }))
                .isNull();
        assertThat(map.delete(key)).isTrue();
        assertThat(map.has(key)).isFalse();
    }

    @Test
    void nullIsOverwrittenAndOverwrites() {
        map.set(key, null).set(key, "value");
        assertThat(map.get(key)).isEqualTo("value");

        map.set(key, null);
        assertThat(map.get(key)).isNull();
        assertThat(map.has(key)).isTrue();
    }

    @Test
    void nullDefault() {
        assertThat(map.getOrDefault(key, null)).isNull();
        assertThat(map.has(key)).isFalse();
    }

    // getOrInsert

    @Test
    void getOrInsertInsertsWhereAbsent() {
        assertThat(map.getOrInsert(key, "first")).isEqualTo("first");
        assertThat(map.getOrInsert(key, "second")).isEqualTo("first");
        assertThat(map.get(key)).isEqualTo("first");
    }

    @Test
    void getOrInsertOfNull() {
        assertThat(map.getOrInsert(key, null)).isNull();
        assertThat(map.has(key)).isTrue();
    }

    // Keys

    @Test
    void equalKeysAreDifferentKeys() {
        List<String> first = new ArrayList<>(List.of("a"));
        List<String> second = new ArrayList<>(List.of("a"));
        map.set(first, "first");

        assertThat(first).isEqualTo(second);
        assertThat(map.has(second)).isFalse();
        map.set(second, "second");
        assertThat(map.get(first)).isEqualTo("first");
        assertThat(map.get(second)).isEqualTo("second");
    }

    @Test
    void keysMayChangeTheirHashCode() {
        List<String> list = new ArrayList<>();
        map.set(list, "value");
        list.add("element");

        assertThat(map.get(list)).isEqualTo("value");
    }

    @Test
    void methodsOfKeysAreNeverCalled() {
        Unequal[] keys = new Unequal[1_000];
        Arrays.setAll(keys, i -> new Unequal());
        for (Unequal k : keys) {
            map.set(k, "1");
            map.set(k, "2");
            map.getOrInsert(k, "3");
            map.getOrInsertComputed(k, x -> "4");
            map.update(k, v -> v + "5");
        }
        for (Unequal k : keys) {
            assertThat(map.get(k)).isEqualTo("25");
            assertThat(map.has(k)).isTrue();
            assertThat(map.getOrDefault(k, "")).isEqualTo("25");
            assertThat(map.delete(k)).isTrue();
            assertThat(map.getOrInsertComputed(k, x -> "6")).isEqualTo("6");
        }
        map.clear();
    }

    @Test
    void methodsOfValuesAreNeverCalled() {
        WeakMap<Object, Unequal> values = new WeakMap<>();
        Unequal value = new Unequal();

        values.set(key, value).set(key, new Unequal()).set(key, value);
        assertThat(values.get(key) == value).isTrue();
        assertThat(values.getOrDefault(key, new Unequal()) == value).isTrue();
        assertThat(values.update(key, v -> v) == value).isTrue();
        assertThat(values.delete(key)).isTrue();
    }

    @Test
    void aMapMayBeItsOwnKeyAndValue() {
        WeakMap<Object, Object> self = new WeakMap<>();
        self.set(self, self);

        assertThat(self.get(self)).isSameAs(self);
        assertThat(self.toString()).isEqualTo("WeakMap");
    }

    @Test
    void nullKeyOnReadsIsAbsent() {
        map.set(key, "value");

        assertThat(map.get(null)).isNull();
        assertThat(map.getOrDefault(null, "default")).isEqualTo("default");
        assertThat(map.has(null)).isFalse();
        assertThat(map.delete(null)).isFalse();
    }

    @Test
    void nullKeyOnWritesNamesTheArgument() {
        assertThatNullPointerException().isThrownBy(() -> map.set(null, "v")).withMessageContaining("key");
        assertThatNullPointerException()
                .isThrownBy(() -> map.getOrInsert(null, "v"))
                .withMessageContaining("key");
        assertThatNullPointerException()
                .isThrownBy(() -> map.getOrInsertComputed(null, k -> "v"))
                .withMessageContaining("key");
        assertThatNullPointerException()
                .isThrownBy(() -> map.update(null, v -> "v"))
                .withMessageContaining("key");
    }

    @Test
    void nullFunctionNamesTheArgument() {
        assertThatNullPointerException()
                .isThrownBy(() -> map.getOrInsertComputed(key, null))
                .withMessageContaining("function");
        assertThatNullPointerException().isThrownBy(() -> map.update(key, null)).withMessageContaining("function");
        assertThat(map.has(key)).isFalse();
    }

    @Test
    void nullFunctionIsRefusedAlsoWhereItWouldNotRun() {
        map.set(key, "value");

        assertThatNullPointerException().isThrownBy(() -> map.getOrInsertComputed(key, null));
        assertThatNullPointerException().isThrownBy(() -> map.update(key, null));
        assertThat(map.get(key)).isEqualTo("value");
    }

    // Constructors

    @Test
    void constructorSetsEntriesInTurn() {
        WeakMap<Object, String> filled = new WeakMap<>(List.of(
                new SimpleEntry<>(key, "first"), new SimpleEntry<>(other, "other"), new SimpleEntry<>(key, "last")));

        assertThat(filled.get(key)).isEqualTo("last");
        assertThat(filled.get(other)).isEqualTo("other");
    }

    @Test
    void constructorTakesEntrySetsAndNullValues() {
        Map<Object, String> source = new IdentityHashMap<>();
        source.put(key, "value");
        source.put(other, null);

        WeakMap<Object, String> filled = new WeakMap<>(source.entrySet());

        assertThat(filled.get(key)).isEqualTo("value");
        assertThat(filled.has(other)).isTrue();
        assertThat(filled.get(other)).isNull();
    }

    @Test
    void constructorTakesMoreSpecificTypes() {
        Map<Thread, StringBuilder> source = new LinkedHashMap<>();
        source.put(Thread.currentThread(), new StringBuilder("builder"));

        WeakMap<Object, CharSequence> filled = new WeakMap<>(source.entrySet());

        assertThat(filled.get(Thread.currentThread())).hasToString("builder");
    }

    @Test
    void constructorRefusesNulls() {
        assertThatNullPointerException()
                .isThrownBy(() -> new WeakMap<Object, String>(null))
                .withMessageContaining("entries");
        assertThatNullPointerException()
                .isThrownBy(() -> new WeakMap<Object, String>(Arrays.asList(new SimpleEntry<>(key, "v"), null)))
                .withMessageContaining("entry");
        assertThatNullPointerException()
                .isThrownBy(() -> new WeakMap<Object, String>(List.of(new SimpleEntry<>(null, "v"))))
                .withMessageContaining("key");
    }

    @Test
    void constructorRefusesInvalidKeys() {
        assertThatExceptionOfType(InvalidWeakKeyException.class)
                .isThrownBy(() -> new WeakMap<>(Map.of("string", "value").entrySet()))
                .withMessageContaining("java.lang.String");
    }

    @Test
    void exceptionsOfTheIterableReachTheCaller() {
        IllegalStateException failure = new IllegalStateException();
        Iterable<Map.Entry<Object, String>> failing = () -> {
            throw failure;
        };

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> new WeakMap<>(failing))
                .isSameAs(failure);
    }

    // The rest

    @Test
    void toStringTellsNothing() {
        assertThat(map).hasToString("WeakMap");
        map.set(key, "secret");
        assertThat(map).hasToString("WeakMap");
    }

    @Test
    void equalsIsIdentity() {
        assertThat(map).isEqualTo(map).isNotEqualTo(new WeakMap<>());
        assertThat(map.hashCode()).isEqualTo(System.identityHashCode(map));
    }
}

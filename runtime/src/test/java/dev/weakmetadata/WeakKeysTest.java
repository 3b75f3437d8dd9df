package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.annotation.RetentionPolicy;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.chrono.HijrahDate;
import java.time.chrono.JapaneseDate;
import java.time.chrono.MinguoDate;
import java.time.chrono.ThaiBuddhistDate;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WeakKeysTest {
    /** The writes of {@link WeakMap} and {@link WeakSet}, each of a key. */
    private enum Write {
        SET((map, key) -> map.set(key, "value")),
        GET_OR_INSERT((map, key) -> map.getOrInsert(key, "value")),
        GET_OR_INSERT_COMPUTED((map, key) -> map.getOrInsertComputed(key, k -> neverRun())),
        UPDATE((map, key) -> map.update(key, v -> neverRun())),
        MAP_CONSTRUCTOR((map, key) -> new WeakMap<>(List.of(new SimpleImmutableEntry<>(key, "value")))),
        ADD((map, key) -> new WeakSet<>().add(key)),
        ADD_IF_ABSENT((map, key) -> new WeakSet<>().addIfAbsent(key)),
        SET_CONSTRUCTOR((map, key) -> new WeakSet<>(List.of(key)));

        final BiConsumer<WeakMap<Object, Object>, Object> write;

        Write(BiConsumer<WeakMap<Object, Object>, Object> write) {
            this.write = write;
        }

        private static Object neverRun() {
            throw new AssertionError("a refused key must not run the function");
        }
    }

    private record Point(int x, int y) {}

    private record Nothing() {}

    private enum Colour {
        RED,
        BLUE {}
    }

    private static final class ExtendsNumber extends Number {
        private static final long serialVersionUID = 1L;

        @Override
        public int intValue() {
            return 0;
        }

        @Override
        public long longValue() {
            return 0;
        }

        @Override
        public float floatValue() {
            return 0;
        }

        @Override
        public double doubleValue() {
            return 0;
        }
    }

    private static List<Object> invalid() {
        return List.of(
                true,
                (byte) 1,
                'c',
                (short) 1,
                1,
                1_000_000,
                1L,
                1F,
                1D,
                "",
                "string",
                String.valueOf(new char[] {'n', 'e', 'w'}),
                Optional.empty(),
                Optional.of("value"),
                OptionalInt.of(1),
                OptionalLong.empty(),
                OptionalDouble.of(1),
                List.of(),
                List.of(1),
                List.of(1, 2, 3),
                List.of(1, 2, 3).subList(0, 2),
                List.copyOf(new ArrayList<>(List.of("copied"))),
                Stream.of(1, 2).toList(),
                Stream.of(1, 2, 3).collect(Collectors.toUnmodifiableList()),
                Set.of(),
                Set.of(1),
                Set.of(1, 2, 3),
                Map.of(),
                Map.of(1, 1),
                Map.of(1, 1, 2, 2),
                Map.ofEntries(Map.entry(1, 1)),
                Map.entry(1, 1),
                Duration.ZERO,
                Instant.EPOCH,
                LocalDate.EPOCH,
                LocalDateTime.MIN,
                LocalTime.NOON,
                MonthDay.of(1, 1),
                OffsetDateTime.MIN,
                OffsetTime.MIN,
                Period.ZERO,
                Year.of(2000),
                YearMonth.of(2000, 1),
                ZoneId.of("Europe/Berlin"),
                ZoneId.of("UTC"),
                ZoneOffset.UTC,
                ZonedDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC),
                HijrahDate.from(LocalDate.EPOCH),
                JapaneseDate.from(LocalDate.EPOCH),
                MinguoDate.from(LocalDate.EPOCH),
                ThaiBuddhistDate.from(LocalDate.EPOCH),
                Runtime.version(),
                ProcessHandle.current());
    }

    private static Map<String, Object> valid() throws Exception {
        String captured = new Object().toString();
        return Stream.<Map.Entry<String, Object>>of(
                        Map.entry("object", new Object()),
                        Map.entry("record", new Point(1, 2)),
                        Map.entry("empty record", new Nothing()),
                        Map.entry("enum constant", Colour.RED),
                        Map.entry("enum constant with a body", Colour.BLUE),
                        Map.entry("enum of java.time", DayOfWeek.MONDAY),
                        Map.entry("enum of the JDK", RetentionPolicy.CLASS),
                        Map.entry("class", WeakKeysTest.class),
                        Map.entry("class of a primitive", int.class),
                        Map.entry("class of a key that is refused", String.class),
                        Map.entry("class loader", WeakKeysTest.class.getClassLoader()),
                        Map.entry("module", Object.class.getModule()),
                        Map.entry("lambda", (Runnable) () -> {}),
                        Map.entry("capturing lambda", (Runnable) () -> captured.length()),
                        Map.entry("method reference", (Runnable) captured::length),
                        Map.entry("int array", new int[] {1}),
                        Map.entry("empty array", new Object[0]),
                        Map.entry("array of strings", new String[] {"a"}),
                        Map.entry("array of arrays", new Integer[][] {{1}}),
                        Map.entry("weak map", new WeakMap<>()),
                        Map.entry("weak set", new WeakSet<>()),
                        Map.entry("weak value cache", WeakValueCache.weakValues()),
                        Map.entry("Locale", Locale.ROOT),
                        Map.entry(
                                "Locale of its own",
                                new Locale.Builder().setLanguage("de").build()),
                        Map.entry("BigInteger", BigInteger.TEN),
                        Map.entry("user's Number", new ExtendsNumber()),
                        Map.entry("AtomicInteger", new AtomicInteger()),
                        Map.entry("StringBuilder", new StringBuilder("text")),
                        Map.entry("UUID", new UUID(1, 2)),
                        Map.entry("Clock", Clock.systemUTC()),
                        Map.entry("ArrayList", new ArrayList<>()),
                        Map.entry("Arrays.asList", Arrays.asList(1, 2)),
                        Map.entry("unmodifiable list", Collections.unmodifiableList(new ArrayList<>())),
                        Map.entry("empty list of Collections", Collections.emptyList()),
                        Map.entry("EnumSet", EnumSet.of(Colour.RED)),
                        Map.entry("SimpleImmutableEntry", new SimpleImmutableEntry<>(1, 1)),
                        Map.entry(
                                "iterator of an immutable list",
                                List.of(1, 2, 3).iterator()),
                        Map.entry(
                                "iterator of an immutable set", Set.of(1, 2, 3).iterator()),
                        Map.entry("thread", Thread.currentThread()),
                        Map.entry("exception", new Exception()),
                        Map.entry("weak reference", new WeakReference<>(null)),
                        Map.entry("method", Object.class.getMethod("toString")),
                        Map.entry("anonymous class", new Object() {}),
                        Map.entry(
                                "proxy",
                                Proxy.newProxyInstance(
                                        WeakKeysTest.class.getClassLoader(),
                                        new Class<?>[] {Runnable.class},
                                        (proxy, method, arguments) -> {
                                            throw new AssertionError("methods of keys must not be called");
                                        })))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @TestFactory
    Stream<DynamicTest> refusesKeysWithoutIdentity() {
        return invalid().stream()
                .map(key -> DynamicTest.dynamicTest(key.getClass().getName() + " " + key, () -> refuses(key)));
    }

    private static void refuses(Object key) {
        for (Write write : Write.values()) {
            WeakMap<Object, Object> map = new WeakMap<>();
            assertThatExceptionOfType(InvalidWeakKeyException.class)
                    .as(write.name())
                    .isThrownBy(() -> write.write.accept(map, key))
                    .withMessageContaining(key.getClass().getName())
                    .withMessageContaining("Map")
                    .withMessageContaining("WeakValueCache")
                    .withMessageContaining(key instanceof String ? "equal strings" : "no identity");
            readsFindNothing(map, key);
        }
    }

    private static void readsFindNothing(WeakMap<Object, Object> map, Object key) {
        assertThat(map.get(key)).isNull();
        assertThat(map.getOrDefault(key, "default")).isEqualTo("default");
        assertThat(map.has(key)).isFalse();
        assertThat(map.delete(key)).isFalse();
        WeakSet<Object> set = new WeakSet<>();
        assertThat(set.has(key)).isFalse();
        assertThat(set.delete(key)).isFalse();
    }

    @TestFactory
    Stream<DynamicTest> acceptsKeysWithIdentity() throws Exception {
        return valid().entrySet().stream()
                .map(key -> DynamicTest.dynamicTest(key.getKey(), () -> accepts(key.getValue())));
    }

    private static void accepts(Object key) {
        Object value = new Object();
        WeakMap<Object, Object> map = new WeakMap<>();
        map.set(key, value);
        assertThat(map.get(key)).isSameAs(value);
        assertThat(map.has(key)).isTrue();
        assertThat(map.delete(key)).isTrue();
        assertThat(map.getOrInsert(key, value)).isSameAs(value);
        map.clear();
        assertThat(map.getOrInsertComputed(key, k -> {
                    assertThat(k == key).isTrue();
                    return value;
                }))
                .isSameAs(value);
        map.delete(key);
        assertThat(map.update(key, old -> old == null ? value : null)).isSameAs(value);
        assertThat(new WeakMap<>(List.of(new SimpleImmutableEntry<>(key, value))).get(key))
                .isSameAs(value);

        WeakSet<Object> set = new WeakSet<>();
        assertThat(set.addIfAbsent(key)).isTrue();
        assertThat(set.add(key).has(key)).isTrue();
        assertThat(set.delete(key)).isTrue();
        assertThat(new WeakSet<>(Collections.singleton(key)).has(key)).isTrue();
    }

    @Test
    void messageNeverShowsTheKey() {
        assertThatExceptionOfType(InvalidWeakKeyException.class)
                .isThrownBy(() -> new WeakMap<>().set("a secret", 1))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("a secret"));
    }

    @Test
    void refusalLeavesOtherEntriesAlone() {
        WeakMap<Object, String> map = new WeakMap<>();
        Object key = new Object();
        map.set(key, "value");

        assertThatExceptionOfType(InvalidWeakKeyException.class).isThrownBy(() -> map.set(1, "one"));

        assertThat(map.get(key)).isEqualTo("value");
        assertThat(map.has(1)).isFalse();
    }

    @Test
    void refusalIsAnIllegalArgument() {
        assertThat(new InvalidWeakKeyException("message"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("message");
    }
}

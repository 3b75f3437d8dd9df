package dev.weakmetadata.benchmarks;

import dev.weakmetadata.WeakMap;
import io.netty.util.AttributeKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reads through a slot, by hosts in random order, beside the table that hosts without a slot share, a field of the host, and
 * Netty's attributes. Each is in so many maps, one of which is read, or in one
 * generated table.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms8g", "-Xmx8g"})
@State(Scope.Thread)
public class SlotBenchmark {
    private static final AttributeKey<Object> ATTRIBUTE = AttributeKey.valueOf("value");

    @Param({"1000", "1000000"})
    int hosts;

    @Param({"1", "16"})
    int tables;

    private final SlotState state = SlotState.create();
    private final List<WeakMap<Object, Object>> others = new ArrayList<>();
    private WeakMap<Key, Object> map;
    private WeakMap<SlotKey, Object> slotMap;
    private Draws<Key> plain;
    private Draws<SlotKey> withSlot;
    private Draws<Key> generatedPlain;
    private Draws<SlotKey> generatedWithSlot;

    /** Hosts with a slot and those without are in tables of their own, as if each benchmark were alone. */
    @Setup
    public void fill() {
        Key[] keys = Key.newKeys(hosts);
        SlotKey[] slotKeys = newSlotKeys();
        for (int i = 0; i < tables; i++) {
            map = fill(keys);
            slotMap = fill(slotKeys);
            AttributeKey<Object> attribute = AttributeKey.valueOf("other" + i);
            for (SlotKey key : slotKeys) {
                key.attr(i == 0 ? ATTRIBUTE : attribute).set(Key.VALUE);
                key.value = Key.VALUE;
                key.bareSlot = new SlotKey.BareSlot(this, Key.VALUE);
            }
        }
        plain = new Draws<>(keys, 0);
        withSlot = new Draws<>(slotKeys, 0);

        Key[] generatedKeys = Key.newKeys(hosts);
        SlotKey[] generatedSlotKeys = newSlotKeys();
        for (int i = 0; i < hosts; i++) {
            state.note(generatedKeys[i], Key.VALUE);
            state.note(generatedSlotKeys[i], Key.VALUE);
        }
        generatedPlain = new Draws<>(generatedKeys, 0);
        generatedWithSlot = new Draws<>(generatedSlotKeys, 0);
        System.gc();
    }

    private SlotKey[] newSlotKeys() {
        SlotKey[] keys = new SlotKey[hosts];
        Arrays.setAll(keys, i -> new SlotKey());
        return keys;
    }

    @SuppressWarnings("unchecked")
    private <K> WeakMap<K, Object> fill(K[] keys) {
        WeakMap<K, Object> filled = new WeakMap<>();
        for (K key : keys) {
            filled.set(key, Key.VALUE);
        }
        others.add((WeakMap<Object, Object>) filled);
        return filled;
    }

    @Benchmark
    public Object table() {
        return map.get(plain.next());
    }

    @Benchmark
    public Object slot() {
        return slotMap.get(withSlot.next());
    }

    @Benchmark
    public Object generatedTable() {
        return state.note(generatedPlain.next());
    }

    @Benchmark
    public Object generatedSlot() {
        return state.note(generatedWithSlot.next());
    }

    @Benchmark
    public Object bareSlot() {
        return withSlot.next().bareSlot.get(this);
    }

    @Benchmark
    public Object nettyAttribute() {
        return withSlot.next().attr(ATTRIBUTE).get();
    }

    @Benchmark
    public Object field() {
        return withSlot.next().value;
    }
}

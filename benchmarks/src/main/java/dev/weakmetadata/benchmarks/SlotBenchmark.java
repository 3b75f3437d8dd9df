package dev.weakmetadata.benchmarks;

import dev.weakmetadata.WeakMap;
import io.netty.util.AttributeKey;
import io.netty.util.DefaultAttributeMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
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
 * Netty's attributes. The hosts are in so many maps, one of which is read, or in one generated table; those of each kind are
 * as large as they need be, and the only ones in their JVM.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-Xms8g", "-Xmx8g"})
public class SlotBenchmark {

    @State(Scope.Thread)
    public abstract static class Hosts<H> {
        @Param({"1000", "1000000"})
        int hosts;

        @Param({"1", "16"})
        int tables;

        private final IntFunction<H[]> newArray;
        private final Supplier<H> newHost;
        Draws<H> draws;

        Hosts(IntFunction<H[]> newArray, Supplier<H> newHost) {
            this.newArray = newArray;
            this.newHost = newHost;
        }

        @Setup
        public void fill() {
            H[] all = newArray.apply(hosts);
            Arrays.setAll(all, i -> newHost.get());
            for (int table = 0; table < tables; table++) {
                fill(all, table);
            }
            draws = new Draws<>(all, 0);
            System.gc();
        }

        abstract void fill(H[] all, int table);
    }

    public abstract static class Maps<H> extends Hosts<H> {
        private final List<WeakMap<H, Object>> all = new ArrayList<>();
        WeakMap<H, Object> map;

        Maps(IntFunction<H[]> newArray, Supplier<H> newHost) {
            super(newArray, newHost);
        }

        @Override
        void fill(H[] hosts, int table) {
            map = new WeakMap<>();
            for (H host : hosts) {
                map.set(host, Key.VALUE);
            }
            all.add(map);
        }
    }

    public static class InTables extends Maps<Key> {
        public InTables() {
            super(Key[]::new, Key::new);
        }
    }

    public static class InSlots extends Maps<SlotKey> {
        public InSlots() {
            super(SlotKey[]::new, SlotKey::new);
        }
    }

    public static class InGeneratedTable extends Hosts<Key> {
        final SlotState state = SlotState.create();

        public InGeneratedTable() {
            super(Key[]::new, Key::new);
        }

        @Override
        void fill(Key[] hosts, int table) {
            for (Key host : hosts) {
                state.note(host, Key.VALUE);
            }
        }
    }

    public static class InGeneratedSlots extends Hosts<SlotKey> {
        final SlotState state = SlotState.create();

        public InGeneratedSlots() {
            super(SlotKey[]::new, SlotKey::new);
        }

        @Override
        void fill(SlotKey[] hosts, int table) {
            for (SlotKey host : hosts) {
                state.note(host, Key.VALUE);
            }
        }
    }

    public static class InBareSlots extends Hosts<BareSlotKey> {
        final Object table = new Object();

        public InBareSlots() {
            super(BareSlotKey[]::new, BareSlotKey::new);
        }

        @Override
        void fill(BareSlotKey[] hosts, int table) {
            for (BareSlotKey host : hosts) {
                host.set(this.table, Key.VALUE);
            }
        }
    }

    public static class InAttributes extends Hosts<DefaultAttributeMap> {
        AttributeKey<Object> key;

        public InAttributes() {
            super(DefaultAttributeMap[]::new, DefaultAttributeMap::new);
        }

        @Override
        void fill(DefaultAttributeMap[] hosts, int table) {
            key = AttributeKey.valueOf("table" + table);
            for (DefaultAttributeMap host : hosts) {
                host.attr(key).set(Key.VALUE);
            }
        }
    }

    public static class InFields extends Hosts<Key> {
        public InFields() {
            super(Key[]::new, Key::new);
        }

        @Override
        void fill(Key[] hosts, int table) {
            for (Key host : hosts) {
                host.value = Key.VALUE;
            }
        }
    }

    @Benchmark
    public Object table(InTables tables) {
        return tables.map.get(tables.draws.next());
    }

    @Benchmark
    public Object slot(InSlots slots) {
        return slots.map.get(slots.draws.next());
    }

    @Benchmark
    public Object generatedTable(InGeneratedTable generated) {
        return generated.state.note(generated.draws.next());
    }

    @Benchmark
    public Object generatedSlot(InGeneratedSlots generated) {
        return generated.state.note(generated.draws.next());
    }

    @Benchmark
    public Object bareSlot(InBareSlots slots) {
        return slots.draws.next().get(slots.table);
    }

    @Benchmark
    public Object nettyAttribute(InAttributes attributes) {
        return attributes.draws.next().attr(attributes.key).get();
    }

    @Benchmark
    public Object field(InFields fields) {
        return fields.draws.next().value;
    }
}

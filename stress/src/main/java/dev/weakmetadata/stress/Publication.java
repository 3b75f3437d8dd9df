package dev.weakmetadata.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weakmetadata.WeakMap;
import dev.weakmetadata.WeakSet;
import dev.weakmetadata.WeakValueCache;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** What happened before a write is seen by whoever sees the write, and writes of one thread are seen in their order. */
public final class Publication {
    private Publication() {}

    /** Has no final field, so that only the table's own order makes it visible. */
    private static final class Box {
        int content;

        Box(int content) {
            this.content = content;
        }
    }

    private static int contentOf(Box box) {
        return box == null ? -1 : box.content;
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"-1, -1", "-1, 1", "1, 1", "-1, 2", "1, 2", "2, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "A half-constructed value, or one that comes back")
    public static class OfValuesInMap {
        private final WeakMap<Object, Box> map = new WeakMap<>();

        @Actor
        public void write() {
            map.set(Host.A, new Box(1));
            map.set(Host.A, new Box(2));
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = contentOf(map.get(Host.A));
            r.r2 = contentOf(map.get(Host.A));
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"0, 0, 0", "0, 0, 1", "0, 1, 1", "1, 1, 1"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "A write is seen before what happened before it")
    public static class OfEntries {
        private final WeakMap<Object, Object> map = new WeakMap<>();
        private final WeakSet<Object> set = new WeakSet<>();
        private int before;

        @Actor
        public void write() {
            before = 1;
            map.set(Host.A, Host.A);
            set.add(Host.A);
        }

        @Actor
        public void read(III_Result r) {
            r.r1 = set.has(Host.A) ? 1 : 0;
            r.r2 = map.has(Host.A) ? 1 : 0;
            r.r3 = before;
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"-1", "1"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "A half-constructed value")
    public static class OfValuesInCache {
        private static final Integer KEY = 1;

        private final WeakValueCache<Integer, Box> cache = WeakValueCache.weakValues();
        private Box kept;

        @Actor
        public void write() {
            Box box = new Box(1);
            cache.put(KEY, box);
            kept = box;
        }

        @Actor
        public void read(I_Result r) {
            r.r1 = contentOf(cache.get(KEY));
        }
    }

    /** Of each kind of word: a reference, a whole word, one bit and several bits of a packed word. */
    @JCStressTest
    @State
    @Outcome(
            id = {"0, 0, 0, 0, 0", "0, 0, 0, 0, 1", "0, 0, 0, 1, 1", "0, 0, 1, 1, 1", "0, 1, 1, 1, 1", "1, 1, 1, 1, 1"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "A write is seen before what happened before it")
    public static class OfGeneratedWords {
        private final HostState state = HostState.create();
        private int before;

        @Actor
        public void write() {
            before = 1;
            state.flag(Host.A, true);
            state.size(Host.A, 1);
            state.count(Host.A, 1);
            state.note(Host.A, 1);
        }

        @Actor
        public void read(IIIII_Result r) {
            r.r1 = state.note(Host.A) != null ? 1 : 0;
            r.r2 = state.count(Host.A);
            r.r3 = (int) state.size(Host.A);
            r.r4 = state.flag(Host.A) ? 1 : 0;
            r.r5 = before;
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"-1, 0", "-1, 1", "1, 1"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "A result is seen before what happened before it")
    public static class OfMemoizedResults {
        private final WeakMap<Object, Box> map = new WeakMap<>();
        private int before;

        @Actor
        public void compute() {
            map.getOrInsertComputed(Host.A, key -> {
                before = 1;
                return new Box(1);
            });
        }

        @Actor
        public void read(II_Result r) {
            r.r1 = contentOf(map.get(Host.A));
            r.r2 = before;
        }
    }
}

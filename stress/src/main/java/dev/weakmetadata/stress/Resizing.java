package dev.weakmetadata.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weakmetadata.WeakMap;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZII_Result;

/** Nothing is lost, and nothing comes back, while the table grows. */
public final class Resizing {
    private Resizing() {}

    /** A table with a full bin, which the next insertion makes grow. */
    private static WeakMap<Object, Integer> full() {
        WeakMap<Object, Integer> map = new WeakMap<>();
        for (int i = 0; i < 8; i++) {
            map.set(Host.NEIGHBOURS[i], i);
        }
        return map;
    }

    private static void grow(WeakMap<Object, Integer> map) {
        map.set(Host.NEIGHBOURS[8], 8);
        map.set(Host.NEIGHBOURS[9], 9);
    }

    private static int present(WeakMap<Object, Integer> map) {
        int present = 0;
        for (Host host : Host.NEIGHBOURS) {
            present += map.has(host) ? 1 : 0;
        }
        return present;
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"8, 7, 10", "9, 7, 10", "10, 7, 10"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "A key that is there is not found")
    public static class AndReads {
        private final WeakMap<Object, Integer> map = full();

        @Actor
        public void set() {
            grow(map);
        }

        @Actor
        public void read(III_Result r) {
            r.r1 = present(map);
            r.r2 = map.get(Host.NEIGHBOURS[7]);
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = present(map);
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "20, 3, 1, 12", expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "A write is lost")
    public static class AndWrites {
        private final WeakMap<Object, Integer> map = full();

        @Actor
        public void set() {
            grow(map);
        }

        @Actor
        public void write(IIII_Result r) {
            map.set(Host.NEIGHBOURS[10], 10);
            map.set(Host.NEIGHBOURS[3], 20);
            map.set(Host.NEIGHBOURS[11], 11);
            r.r2 = map.update(Host.NEIGHBOURS[2], value -> value + 1);
        }

        @Arbiter
        public void end(IIII_Result r) {
            r.r1 = map.get(Host.NEIGHBOURS[3]);
            r.r3 = map.get(Host.NEIGHBOURS[1]);
            r.r4 = present(map);
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "true, 1, 8", expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "What was deleted comes back, or what was not is lost")
    public static class AndDeletes {
        private final WeakMap<Object, Integer> map = full();

        @Actor
        public void set() {
            grow(map);
        }

        @Actor
        public void delete(ZII_Result r) {
            r.r1 = map.delete(Host.NEIGHBOURS[4]) & map.delete(Host.NEIGHBOURS[0]);
            r.r2 = map.has(Host.NEIGHBOURS[4]) || map.has(Host.NEIGHBOURS[0]) ? 0 : 1;
        }

        @Arbiter
        public void end(ZII_Result r) {
            r.r3 = present(map);
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "1, 1", "1, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "What was cleared comes back, or what was set afterwards is lost")
    public static class AndClear {
        private final WeakMap<Object, Integer> map = full();

        @Actor
        public void set() {
            grow(map);
        }

        @Actor
        public void clear(II_Result r) {
            map.clear();
            map.set(Host.NEIGHBOURS[10], 10);
            r.r1 = map.get(Host.NEIGHBOURS[10]) == 10 ? 1 : 0;
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = present(map) - 1;
        }
    }
}

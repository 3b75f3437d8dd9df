package dev.weakmetadata.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weakmetadata.WeakMap;
import dev.weakmetadata.WeakValueCache;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZI_Result;

/** {@code getOrInsertComputed} and memoized functions, while others write, delete and clear. */
public final class Computing {
    private Computing() {}

    private static int orZero(Integer value) {
        return value == null ? 0 : value;
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 1, 1", "2, 2, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Computed more than once")
    public static class Twice {
        private final WeakMap<Object, Integer> map = new WeakMap<>();

        @Actor
        public void first(III_Result r) {
            r.r1 = map.getOrInsertComputed(Host.A, key -> 1);
        }

        @Actor
        public void second(III_Result r) {
            r.r2 = map.getOrInsertComputed(Host.A, key -> 2);
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = map.get(Host.A);
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0, 2", "2, 0, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Neither before nor after the set")
    public static class AndSet {
        private final WeakMap<Object, Integer> map = new WeakMap<>();

        @Actor
        public void compute(III_Result r) {
            r.r1 = map.getOrInsertComputed(Host.A, key -> 1);
        }

        @Actor
        public void set() {
            map.set(Host.A, 2);
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = map.get(Host.A);
        }
    }

    @JCStressTest
    @State
    @Outcome(id = "1, true, 0", expect = ACCEPTABLE, desc = "Deleted after it was stored")
    @Outcome(id = "1, false, 1", expect = ACCEPTABLE, desc = "Deleted before it was asked for")
    @Outcome(id = "1, false, 0", expect = ACCEPTABLE, desc = "Deleted while it was computed, so not stored")
    @Outcome(expect = FORBIDDEN, desc = "Deleted, but stored")
    public static class AndDelete {
        private final WeakMap<Object, Integer> map = new WeakMap<>();

        @Actor
        public void compute(IZI_Result r) {
            r.r1 = map.getOrInsertComputed(Host.A, key -> 1);
        }

        @Actor
        public void delete(IZI_Result r) {
            r.r2 = map.delete(Host.A);
        }

        @Arbiter
        public void end(IZI_Result r) {
            r.r3 = orZero(map.get(Host.A));
        }
    }

    // Whoever changes what a result depends on and then deletes it has deleted it: no old result is stored afterwards.

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "2, 0", "2, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "An old result is stored")
    public static class StaleAfterDelete {
        private final WeakMap<Object, Integer> map = new WeakMap<>();
        private final Host host = new Host();

        @Actor
        public void compute(II_Result r) {
            r.r1 = map.getOrInsertComputed(host, key -> host.source);
        }

        @Actor
        public void change() {
            host.source = 2;
            map.delete(host);
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = orZero(map.get(host));
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "2, 0", "2, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "An old result is stored")
    public static class StaleAfterClear {
        private final WeakMap<Object, Integer> map = new WeakMap<>();
        private final Host host = new Host();

        @Actor
        public void compute(II_Result r) {
            r.r1 = map.getOrInsertComputed(host, key -> host.source);
        }

        @Actor
        public void change() {
            host.source = 2;
            map.clear();
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = orZero(map.get(host));
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "2, 0", "2, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "An old result is stored")
    public static class StaleInCache {
        private final WeakValueCache<String, Integer> cache = WeakValueCache.softValues();
        private final Host host = new Host();

        @Actor
        public void load(II_Result r) {
            r.r1 = cache.get("key", key -> host.source);
        }

        @Actor
        public void change() {
            host.source = 2;
            cache.delete("key");
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = orZero(cache.get("key"));
        }
    }

    /** In the end the function is asked again: it returns an old result if one was stored. */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 2", "2, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "An old result is stored")
    public static class StaleAfterGeneratedDelete {
        private final HostState state = HostState.create();
        private final Host host = new Host();

        @Actor
        public void compute(II_Result r) {
            r.r1 = state.layout(host);
        }

        @Actor
        public void change() {
            host.source = 2;
            state.delete(host);
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = state.layout(host);
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 2", "2, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "An old result is stored")
    public static class StaleAfterGeneratedDeleteOfOne {
        private final HostState state = HostState.create();
        private final Host host = new Host();

        @Actor
        public void compute(II_Result r) {
            r.r1 = state.icon(host, 16);
        }

        @Actor
        public void change() {
            host.source = 2;
            state.deleteIcon(host, 16);
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = state.icon(host, 16);
        }
    }
}

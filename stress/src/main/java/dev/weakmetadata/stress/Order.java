package dev.weakmetadata.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.weakmetadata.WeakMap;
import dev.weakmetadata.WeakSet;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.IZI_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** There is one order of all operations that explains what they return. */
public final class Order {
    private Order() {}

    private static int orZero(Integer value) {
        return value == null ? 0 : value;
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 1", "1, 0", "0, 0"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Cleared, but back again")
    public static class SetAndClear {
        private final WeakMap<Object, Integer> map = new WeakMap<Object, Integer>().set(Host.B, 1);

        @Actor
        public void set(II_Result r) {
            map.set(Host.A, 1);
            r.r1 = orZero(map.get(Host.A));
        }

        @Actor
        public void clear() {
            map.clear();
        }

        @Arbiter
        public void end(II_Result r) {
            r.r2 = orZero(map.get(Host.A));
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"true, 2", "true, 0"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Neither before nor after the delete")
    public static class DeleteAndSet {
        private final WeakMap<Object, Integer> map = new WeakMap<Object, Integer>().set(Host.A, 1);

        @Actor
        public void delete(ZI_Result r) {
            r.r1 = map.delete(Host.A);
        }

        @Actor
        public void set() {
            map.set(Host.A, 2);
        }

        @Arbiter
        public void end(ZI_Result r) {
            r.r2 = orZero(map.get(Host.A));
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, true, 0", "2, true, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Neither before nor after the delete")
    public static class GetOrInsertAndDelete {
        private final WeakMap<Object, Integer> map = new WeakMap<Object, Integer>().set(Host.A, 1);

        @Actor
        public void getOrInsert(IZI_Result r) {
            r.r1 = map.getOrInsert(Host.A, 2);
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

    @JCStressTest
    @State
    @Outcome(
            id = {"2, 0, 0", "1, 1, 0", "0, 2, 0"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Deleted by none or both")
    public static class DeleteTwice {
        private final WeakMap<Object, Integer> map =
                new WeakMap<Object, Integer>().set(Host.A, 1).set(Host.B, 1);

        private int deleteBoth() {
            return (map.delete(Host.A) ? 1 : 0) + (map.delete(Host.B) ? 1 : 0);
        }

        @Actor
        public void first(III_Result r) {
            r.r1 = deleteBoth();
        }

        @Actor
        public void second(III_Result r) {
            r.r2 = deleteBoth();
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = map.has(Host.A) || map.has(Host.B) ? 1 : 0;
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"true, false", "false, true"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Added by none or both")
    public static class AddTwice {
        private final WeakSet<Object> set = new WeakSet<>();

        @Actor
        public void first(ZZ_Result r) {
            r.r1 = set.addIfAbsent(Host.A);
        }

        @Actor
        public void second(ZZ_Result r) {
            r.r2 = set.addIfAbsent(Host.A);
        }
    }

    // Each thread writes its own and then reads the other's: one of them at least comes second.

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Both came first")
    public static class InsertThenRead {
        private final WeakMap<Object, Integer> map = new WeakMap<>();

        @Actor
        public void first(II_Result r) {
            map.set(Host.A, 1);
            r.r1 = orZero(map.get(Host.B));
        }

        @Actor
        public void second(II_Result r) {
            map.set(Host.B, 1);
            r.r2 = orZero(map.get(Host.A));
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Both came first")
    public static class OverwriteThenRead {
        private final WeakMap<Object, Integer> map =
                new WeakMap<Object, Integer>().set(Host.A, 0).set(Host.B, 0);

        @Actor
        public void first(II_Result r) {
            map.set(Host.A, 1);
            r.r1 = map.get(Host.B);
        }

        @Actor
        public void second(II_Result r) {
            map.set(Host.B, 1);
            r.r2 = map.get(Host.A);
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"true, false", "false, true", "false, false"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Both came first")
    public static class DeleteThenRead {
        private final WeakMap<Object, Integer> map =
                new WeakMap<Object, Integer>().set(Host.A, 0).set(Host.B, 0);

        @Actor
        public void first(ZZ_Result r) {
            map.delete(Host.A);
            r.r1 = map.has(Host.B);
        }

        @Actor
        public void second(ZZ_Result r) {
            map.delete(Host.B);
            r.r2 = map.has(Host.A);
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 0", "0, 1", "1, 1"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Both came first")
    public static class WritePropertyThenRead {
        private final HostState state = HostState.create();

        public WritePropertyThenRead() {
            state.flag(Host.A, true);
            state.flag(Host.B, true);
        }

        @Actor
        public void first(II_Result r) {
            state.count(Host.A, 1);
            r.r1 = state.count(Host.B);
        }

        @Actor
        public void second(II_Result r) {
            state.count(Host.B, 1);
            r.r2 = state.count(Host.A);
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"true, 2", "true, 0"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Neither before nor after the delete")
    public static class GeneratedDeleteAndSet {
        private final HostState state = HostState.create();

        public GeneratedDeleteAndSet() {
            state.count(Host.A, 1);
        }

        @Actor
        public void delete(ZI_Result r) {
            r.r1 = state.delete(Host.A);
        }

        @Actor
        public void set() {
            state.size(Host.A, 2);
        }

        @Arbiter
        public void end(ZI_Result r) {
            r.r2 = (int) state.size(Host.A);
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"true, false, false", "false, true, false"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Deleted by none or both")
    public static class GeneratedDeleteOfAllAndOne {
        private final HostState state = HostState.create();

        public GeneratedDeleteOfAllAndOne() {
            state.note(Host.A, 1);
        }

        @Actor
        public void all(ZZZ_Result r) {
            r.r1 = state.delete(Host.A);
        }

        @Actor
        public void one(ZZZ_Result r) {
            r.r2 = state.deleteNote(Host.A);
        }

        @Arbiter
        public void end(ZZZ_Result r) {
            r.r3 = state.has(Host.A) || state.hasNote(Host.A);
        }
    }
}

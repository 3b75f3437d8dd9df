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
import org.openjdk.jcstress.infra.results.IZI_Result;

/** {@code update} is atomic: no update is lost, whatever else is written to the same key or the same word. */
public final class Updates {
    private Updates() {}

    private static Integer increment(Integer value) {
        return value == null ? 1 : value + 1;
    }

    private static int orZero(Integer value) {
        return value == null ? 0 : value;
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 2, 2", "2, 1, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "A lost update")
    public static class OfAbsentKey {
        private final WeakMap<Object, Integer> map = new WeakMap<>();

        @Actor
        public void first(III_Result r) {
            r.r1 = map.update(Host.A, Updates::increment);
        }

        @Actor
        public void second(III_Result r) {
            r.r2 = map.update(Host.A, Updates::increment);
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = map.get(Host.A);
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"11, 12, 12", "12, 11, 12"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "A lost update")
    public static class OfPresentKey {
        private final WeakMap<Object, Integer> map = new WeakMap<Object, Integer>().set(Host.A, 10);

        @Actor
        public void first(III_Result r) {
            r.r1 = map.update(Host.A, Updates::increment);
        }

        @Actor
        public void second(III_Result r) {
            r.r2 = map.update(Host.A, Updates::increment);
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = map.get(Host.A);
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"11, true, 0", "1, true, 1"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Neither before nor after the delete")
    public static class AndDelete {
        private final WeakMap<Object, Integer> map = new WeakMap<Object, Integer>().set(Host.A, 10);

        @Actor
        public void update(IZI_Result r) {
            r.r1 = map.update(Host.A, Updates::increment);
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
            id = {"11, 0, 20", "21, 0, 21"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Neither before nor after the set")
    public static class AndSet {
        private final WeakMap<Object, Integer> map = new WeakMap<Object, Integer>().set(Host.A, 10);

        @Actor
        public void update(III_Result r) {
            r.r1 = map.update(Host.A, Updates::increment);
        }

        @Actor
        public void set() {
            map.set(Host.A, 20);
        }

        @Arbiter
        public void end(III_Result r) {
            r.r3 = map.get(Host.A);
        }
    }

    /** Each thread updates its own of two properties that share a word, and then one that both update. */
    @JCStressTest
    @State
    @Outcome(
            id = {"1, 2, 1, 2", "2, 1, 1, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "A lost update")
    public static class OfGeneratedPackedWord {
        private final HostState state = HostState.create();

        @Actor
        public void first(IIII_Result r) {
            r.r1 = state.updateCount(Host.A, value -> value + 1);
        }

        @Actor
        public void second(IIII_Result r) {
            state.flag(Host.A, true);
            r.r2 = state.updateCount(Host.A, value -> value + 1);
        }

        @Arbiter
        public void end(IIII_Result r) {
            r.r3 = state.flag(Host.A) ? 1 : 0;
            r.r4 = state.count(Host.A);
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"1, 2, 2, 2", "2, 1, 2, 2"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "A lost update")
    public static class OfGeneratedWholeWord {
        private final HostState state = HostState.create();

        @Actor
        public void first(IIII_Result r) {
            r.r1 = (int) state.updateSize(Host.A, value -> value + 1);
            state.updateNote(Host.A, Updates::increment);
        }

        @Actor
        public void second(IIII_Result r) {
            r.r2 = (int) state.updateSize(Host.A, value -> value + 1);
            state.updateNote(Host.A, Updates::increment);
        }

        @Arbiter
        public void end(IIII_Result r) {
            r.r3 = (int) state.size(Host.A);
            r.r4 = orZero(state.note(Host.A));
        }
    }

    @JCStressTest
    @State
    @Outcome(
            id = {"11, true, 0", "1, true, 1"},
            expect = ACCEPTABLE)
    @Outcome(expect = FORBIDDEN, desc = "Neither before nor after the delete")
    public static class AndGeneratedDelete {
        private final HostState state = HostState.create();

        public AndGeneratedDelete() {
            state.count(Host.A, 10);
        }

        @Actor
        public void update(IZI_Result r) {
            r.r1 = state.updateCount(Host.A, value -> value + 1);
        }

        @Actor
        public void delete(IZI_Result r) {
            r.r2 = state.delete(Host.A);
        }

        @Arbiter
        public void end(IZI_Result r) {
            r.r3 = state.count(Host.A);
        }
    }
}

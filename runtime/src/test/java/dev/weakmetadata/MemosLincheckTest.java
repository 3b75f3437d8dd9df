package dev.weakmetadata;

import static dev.weakmetadata.LincheckRuns.scenario;

import java.util.HashMap;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every operation of {@link Memos} is atomic, among nodes of one hash, while the array is replaced too. */
@Tag("lincheck")
class MemosLincheckTest {
    @Test
    void modelChecked() {
        LincheckRuns.modelCheck(
                Operations.class,
                Model.class,
                4,
                scenario("", "remember 2 1", "remember 2 2"),
                scenario("", "remember 2 1; find 1", "remember 3 2; find 2"),
                scenario("", "find 1", "remember 2 1; remember 3 1"),
                scenario("", "forget 1; remember 1 2", "find 1"),
                scenario("", "forget 1; remember 2 2", "remember 3 1; find 2"));
    }

    @Test
    void stressed() {
        LincheckRuns.stress(Operations.class, Model.class, 8);
    }

    /** The second node that is added makes the array grow, and the first one takes the place of one that was removed. */
    @Param(name = "argument", gen = IntGen.class, conf = "1:3")
    @Param(name = "result", gen = IntGen.class, conf = "1:2")
    public static class Operations {
        private final Memos memos = new Memos();

        public Operations() {
            remember(11, 0);
            remember(12, 0);
            remember(13, 0);
            remember(1, 1);
            forget(12);
        }

        @Operation
        public Object remember(@Param(name = "argument") int argument, @Param(name = "result") int result) {
            return memos.putIfAbsent(new MemosTest.Number(0, argument), result, Memoized.Results.STRONG);
        }

        @Operation
        public @Nullable Object find(@Param(name = "argument") int argument) {
            return MemosTest.find(memos, 0, argument);
        }

        @Operation
        public boolean forget(@Param(name = "argument") int argument) {
            return memos.remove(new MemosTest.Number(0, argument));
        }
    }

    public static class Model {
        private final Map<Integer, Integer> results = new HashMap<>(Map.of(1, 1));

        public Object remember(int argument, int result) {
            Integer earlier = results.putIfAbsent(argument, result);
            return earlier == null ? result : earlier;
        }

        public @Nullable Object find(int argument) {
            return results.get(argument);
        }

        public boolean forget(int argument) {
            return results.remove(argument) != null;
        }
    }
}

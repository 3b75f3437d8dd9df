package dev.weakmetadata;

import static dev.weakmetadata.LincheckRuns.scenario;

import java.util.HashSet;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every operation of {@link WeakSet} is atomic, while the table grows too. */
@Tag("lincheck")
class WeakSetLincheckTest {
    @Test
    void modelChecked() {
        LincheckRuns.modelCheck(
                Operations.class,
                Model.class,
                4,
                scenario("", "has 1", "add 2; add 3"),
                scenario("", "delete 1; has 1", "add 2; addIfAbsent 1"),
                scenario("", "add 3; has 3", "add 2; has 2"));
    }

    @Test
    void stressed() {
        LincheckRuns.stress(Operations.class, Model.class, 8);
    }

    private static final Object[] ELEMENTS = LincheckRuns.keys(0, 1, 2, 3);

    /** Grows with the second element, and with the third again: the entry that is there already goes to other bins. */
    @Param(name = "element", gen = IntGen.class, conf = "1:3")
    public static class Operations {
        private final WeakSet<Object> set = new WeakSet<>();

        public Operations() {
            LincheckRuns.startWith(set, 1);
            add(1);
        }

        @Operation
        public void add(@Param(name = "element") int element) {
            set.add(ELEMENTS[element]);
        }

        @Operation
        public boolean addIfAbsent(@Param(name = "element") int element) {
            return set.addIfAbsent(ELEMENTS[element]);
        }

        @Operation
        public boolean has(@Param(name = "element") int element) {
            return set.has(ELEMENTS[element]);
        }

        @Operation
        public boolean delete(@Param(name = "element") int element) {
            return set.delete(ELEMENTS[element]);
        }

        @Operation
        public void clear() {
            set.clear();
        }
    }

    public static class Model {
        private final Set<Integer> set = new HashSet<>();

        public Model() {
            add(1);
        }

        public void add(int element) {
            set.add(element);
        }

        public boolean addIfAbsent(int element) {
            return set.add(element);
        }

        public boolean has(int element) {
            return set.contains(element);
        }

        public boolean delete(int element) {
            return set.remove(element);
        }

        public void clear() {
            set.clear();
        }
    }
}

package dev.weakmetadata;

import static dev.weakmetadata.LincheckRuns.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every operation is atomic for hosts with a slot too, together with those on hosts without, and while a slot grows. */
@Tag("lincheck")
class WeakSlotLincheckTest {
    @Test
    void modelChecked() {
        LincheckRuns.modelCheck(
                Mixed.class,
                WeakMapLincheckTest.Model.class,
                1,
                scenario("set 0 1; set 1 1", "get 0; get 1", "clear; set 0 2"),
                scenario("set 0 1; set 1 1", "get 1; get 0", "clear; set 0 2"),
                scenario("", "update 0; delete 0", "update 0; get 0"));
    }

    @Test
    void modelCheckedWhileTheSlotGrows() {
        LincheckRuns.modelCheck(
                Maps.class,
                WeakMapLincheckTest.Model.class,
                1,
                scenario("set 0 1", "get 0; set 1 1", "set 2 1; get 1"),
                scenario("set 0 1", "delete 0; get 1", "set 1 1; set 2 1"));
    }

    @Test
    void modelCheckedWhileTheFirstEntryComesAndGoes() {
        LincheckRuns.modelCheck(
                Maps.class,
                WeakMapLincheckTest.Model.class,
                1,
                scenario("", "set 0 1; get 1", "set 1 1; get 0"),
                scenario("", "set 0 1; delete 0", "update 0; get 0"),
                scenario("set 0 1", "delete 0; update 0", "update 0; get 0"),
                scenario("set 0 1; delete 0", "set 0 2; get 0", "set 0 3; delete 0"),
                scenario("set 0 1", "delete 0", "get 0; set 0 2; get 0"),
                scenario("set 0 1", "set 1 1; delete 1; get 1", "delete 0; set 1 2"));
    }

    @Test
    void stressed() {
        LincheckRuns.stress(Mixed.class, WeakMapLincheckTest.Model.class, 5);
        LincheckRuns.stress(Maps.class, WeakMapLincheckTest.Model.class, 5);
    }

    /** Lincheck calls everything from a loader of its own, which slots would have to keep alive, and therefore do not. */
    private static WeakMap<Object, Integer> mapInSlots() {
        WeakMap<Object, Integer> map = Internals.mapOfThisLoader();
        assertThat(Slots.hold(new SlotTest.Node(), map)).isTrue();
        return map;
    }

    @Param(name = "key", gen = IntGen.class, conf = "0:2")
    @Param(name = "value", gen = IntGen.class, conf = "1:3")
    public abstract static class Core {
        abstract WeakMap<Object, Integer> map(int key);

        abstract Object host(int key);

        @Operation
        public Integer get(@Param(name = "key") int key) {
            return map(key).get(host(key));
        }

        @Operation
        public void set(@Param(name = "key") int key, @Param(name = "value") int value) {
            map(key).set(host(key), value);
        }

        @Operation
        public boolean delete(@Param(name = "key") int key) {
            return map(key).delete(host(key));
        }

        @Operation
        public Integer update(@Param(name = "key") int key) {
            return map(key).update(host(key), value -> value == null ? 100 : value + 1);
        }
    }

    /** One map, of a host without a slot and two with one. */
    public static class Mixed extends Core {
        private final WeakMap<Object, Integer> map = mapInSlots();
        private final List<Object> hosts = List.of(new SlotTest.Node(), new Object(), new SlotTest.Node());

        @Override
        WeakMap<Object, Integer> map(int key) {
            return map;
        }

        @Override
        Object host(int key) {
            return hosts.get(key);
        }

        @Operation
        public void clear() {
            map.clear();
        }
    }

    /** One host, in three maps. */
    public static class Maps extends Core {
        private final List<WeakMap<Object, Integer>> maps = new ArrayList<>();
        private final Object host = new SlotTest.Node();

        public Maps() {
            for (int i = 0; i < 3; i++) {
                maps.add(mapInSlots());
            }
        }

        @Override
        WeakMap<Object, Integer> map(int key) {
            return maps.get(key);
        }

        @Override
        Object host(int key) {
            return host;
        }
    }
}

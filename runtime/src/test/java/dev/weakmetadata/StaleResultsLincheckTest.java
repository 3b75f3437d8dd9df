package dev.weakmetadata;

import static dev.weakmetadata.LincheckRuns.scenario;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whoever changes what results depend on, and then deletes them, has deleted all the old ones: no result of a function that
 * started before is stored after {@code delete} or {@code clear} has returned.
 *
 * <p>This is a property of its own, not one of some sequential order of operations: by contract a computation during which
 * its key is deleted returns its result without storing it, although the {@code delete} may have found nothing.
 */
@Tag("lincheck")
class StaleResultsLincheckTest {
    @Test
    void modelChecked() {
        LincheckRuns.modelCheck(
                Operations.class,
                NoModel.class,
                6,
                scenario("", "compute 0", "change 0"),
                scenario("", "compute 0", "clear"),
                scenario("", "computeNested 0", "compute 1; change 0"),
                scenario("", "compute 2", "change 2"),
                scenario("", "compute 2", "clearCache"),
                scenario("", "compute 4", "change 4"),
                scenario("", "compute 5", "change 5"),
                scenario("", "compute 5", "changeIcons"),
                scenario("", "compute 5", "changeHost"));
    }

    @Test
    void stressed() {
        LincheckRuns.stress(Operations.class, NoModel.class, 15);
    }

    private static final Object[] KEYS = LincheckRuns.keys(0, 1);

    private static final class HostEntry extends MetadataEntry {
        static final AtomicReferenceFieldUpdater<HostEntry, @Nullable Object> LAYOUT =
                AtomicReferenceFieldUpdater.newUpdater(HostEntry.class, Object.class, "layout");
        static final AtomicReferenceFieldUpdater<HostEntry, @Nullable Object> ICON =
                AtomicReferenceFieldUpdater.newUpdater(HostEntry.class, Object.class, "icon");

        volatile @Nullable Object layout;
        volatile @Nullable Object icon;

        HostEntry(MetadataTable<?> table, Object host) {
            super(table, host);
        }

        @Override
        protected boolean anySet() {
            return Memos.anySet(layout) || Memos.anySet(icon);
        }

        @Override
        protected boolean seal() {
            return Memos.anySet(Words.seal(this, LAYOUT)) | Memos.anySet(Words.seal(this, ICON));
        }
    }

    private static final class IconArguments extends Arguments {
        IconArguments() {
            super(0);
        }

        @Override
        protected boolean sameAs(Arguments other) {
            return other instanceof IconArguments;
        }
    }

    /**
     * Results 0 and 1 are values of a map, 2 and 3 of a cache, 4 and 5 memoized: 4 a function of the host, 5 one that has an
     * argument too. All are small integers, which are never collected.
     */
    @Param(name = "result", gen = IntGen.class, conf = "0:5")
    public static class Operations {
        private final AtomicInteger[] sources = new AtomicInteger[6];
        private final WeakMap<Object, Integer> map = new WeakMap<>();
        private final WeakValueCache<Integer, Integer> cache = WeakValueCache.weakValues();
        private final MetadataTable<HostEntry> hosts = new MetadataTable<>(HostEntry::new);
        private final Memo<HostEntry> layout = new Memo<>("layout", HostEntry.LAYOUT, Memoized.Results.STRONG);
        private final Memo<HostEntry> icon = new Memo<>("icon", HostEntry.ICON, Memoized.Results.STRONG);

        public Operations() {
            Arrays.setAll(sources, i -> new AtomicInteger());
        }

        @Operation
        public void compute(@Param(name = "result") int result) {
            compute(result, false);
        }

        /** May make threads wait in a circle, so that one computes for itself. */
        @Operation
        public void computeNested(@Param(name = "result") int result) {
            compute(result, true);
        }

        private void compute(int result, boolean nested) {
            switch (result) {
                case 0, 1 -> map.getOrInsertComputed(KEYS[result], k -> source(result, nested));
                case 2, 3 -> cache.get(result, k -> source(result, nested));
                default -> {
                    if (stored(result) == null) {
                        hosts.compute(
                                KEYS[0],
                                result == 4 ? layout : icon,
                                result == 4 ? null : new IconArguments(),
                                () -> source(result, nested));
                    }
                }
            }
        }

        private int source(int result, boolean nested) {
            int value = sources[result].get();
            if (nested) {
                compute(result ^ 1, false);
            }
            return value;
        }

        @Operation
        public void change(@Param(name = "result") int result) {
            sources[result].incrementAndGet();
            switch (result) {
                case 0, 1 -> map.delete(KEYS[result]);
                case 2, 3 -> cache.delete(result);
                case 4 -> hosts.delete(KEYS[0], layout);
                default -> hosts.delete(KEYS[0], icon, new IconArguments());
            }
        }

        @Operation
        public void changeIcons() {
            sources[5].incrementAndGet();
            hosts.delete(KEYS[0], icon);
        }

        @Operation
        public void changeHost() {
            sources[4].incrementAndGet();
            sources[5].incrementAndGet();
            hosts.delete(KEYS[0]);
        }

        @Operation
        public void clear() {
            sources[0].incrementAndGet();
            sources[1].incrementAndGet();
            map.clear();
        }

        @Operation
        public void clearCache() {
            sources[2].incrementAndGet();
            sources[3].incrementAndGet();
            cache.clear();
        }

        private @Nullable Object stored(int result) {
            switch (result) {
                case 0, 1 -> {
                    return map.get(KEYS[result]);
                }
                case 2, 3 -> {
                    return cache.get(result);
                }
                default -> {
                    HostEntry entry = hosts.find(KEYS[0]);
                    if (entry == null) {
                        return null;
                    }
                    if (result == 4) {
                        Object word = entry.layout;
                        return Words.isSet(word) ? Words.value(word) : null;
                    }
                    Arguments node = Memos.node(Memos.nodes(entry.icon), Memos.position(0));
                    return node == null ? null : node.result();
                }
            }
        }

        @Validate
        public void nothingStaleIsStored() {
            for (int result = 0; result < sources.length; result++) {
                Object stored = stored(result);
                if (stored != null && !stored.equals(sources[result].get())) {
                    throw new AssertionError("stored: " + stored + ", now: " + sources[result]);
                }
            }
        }
    }

    public static class NoModel {
        public void compute(int result) {}

        public void computeNested(int result) {}

        public void change(int result) {}

        public void changeIcons() {}

        public void changeHost() {}

        public void clear() {}

        public void clearCache() {}
    }
}

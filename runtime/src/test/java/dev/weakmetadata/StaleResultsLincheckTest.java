package dev.weakmetadata;

import static dev.weakmetadata.LincheckRuns.scenario;

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
    void modelCheckedInWeakMap() {
        LincheckRuns.modelCheck(
                InWeakMap.class,
                NoModel.class,
                2,
                scenario("", "compute 0", "change 0"),
                scenario("", "compute 0", "changeAll"),
                scenario("", "computeNested 0", "compute 1; change 0"));
    }

    @Test
    void modelCheckedInWeakValueCache() {
        LincheckRuns.modelCheck(
                InWeakValueCache.class,
                NoModel.class,
                1,
                scenario("", "compute 0", "change 0"),
                scenario("", "compute 0", "changeAll"));
    }

    @Test
    void modelCheckedInMetadataTable() {
        LincheckRuns.modelCheck(
                InMetadataTable.class,
                NoModel.class,
                2,
                scenario("", "compute 0", "change 0"),
                scenario("", "compute 1", "change 1"),
                scenario("", "compute 1", "changeIcons"),
                scenario("", "compute 1", "changeAll"));
    }

    @Test
    void stressedInWeakMap() {
        LincheckRuns.stress(InWeakMap.class, NoModel.class, 5);
    }

    @Test
    void stressedInWeakValueCache() {
        LincheckRuns.stress(InWeakValueCache.class, NoModel.class, 5);
    }

    @Test
    void stressedInMetadataTable() {
        LincheckRuns.stress(InMetadataTable.class, NoModel.class, 5);
    }

    private static final Object[] KEYS = LincheckRuns.keys(0, 1);

    /** Results are small integers, which are never collected. */
    @Param(name = "key", gen = IntGen.class, conf = "0:1")
    public abstract static class Base {
        final AtomicInteger[] sources = {new AtomicInteger(), new AtomicInteger()};

        abstract void compute(int key, boolean nested);

        abstract void delete(int key);

        abstract void clear();

        abstract @Nullable Object stored(int key);

        @Operation
        public void compute(@Param(name = "key") int key) {
            compute(key, false);
        }

        /** May make threads wait in a circle, so that one computes for itself. */
        @Operation
        public void computeNested(@Param(name = "key") int key) {
            compute(key, true);
        }

        final int source(int key, boolean nested) {
            int value = sources[key].get();
            if (nested) {
                compute(1 - key, false);
            }
            return value;
        }

        @Operation
        public void change(@Param(name = "key") int key) {
            sources[key].incrementAndGet();
            delete(key);
        }

        @Operation
        public void changeAll() {
            sources[0].incrementAndGet();
            sources[1].incrementAndGet();
            clear();
        }

        @Validate
        public void nothingStaleIsStored() {
            for (int key = 0; key < 2; key++) {
                Object stored = stored(key);
                if (stored != null && !stored.equals(sources[key].get())) {
                    throw new AssertionError("stored: " + stored + ", now: " + sources[key]);
                }
            }
        }
    }

    public static class InWeakMap extends Base {
        private final WeakMap<Object, Integer> map = new WeakMap<>();

        @Override
        void compute(int key, boolean nested) {
            map.getOrInsertComputed(KEYS[key], k -> source(key, nested));
        }

        @Override
        void delete(int key) {
            map.delete(KEYS[key]);
        }

        @Override
        void clear() {
            map.clear();
        }

        @Override
        @Nullable
        Object stored(int key) {
            return map.get(KEYS[key]);
        }
    }

    public static class InWeakValueCache extends Base {
        private final WeakValueCache<Integer, Integer> cache = WeakValueCache.weakValues();

        @Override
        void compute(int key, boolean nested) {
            cache.get(key, k -> source(key, nested));
        }

        @Override
        void delete(int key) {
            cache.delete(key);
        }

        @Override
        void clear() {
            cache.clear();
        }

        @Override
        @Nullable
        Object stored(int key) {
            return cache.get(key);
        }
    }

    /** Key 0 is a function of the host, key 1 one that has an argument too. */
    public static class InMetadataTable extends Base {
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

        private final MetadataTable<HostEntry> hosts = new MetadataTable<>(HostEntry::new);
        private final Memo<HostEntry> layout = new Memo<>("layout", HostEntry.LAYOUT, Memoized.Results.STRONG);
        private final Memo<HostEntry> icon = new Memo<>("icon", HostEntry.ICON, Memoized.Results.STRONG);

        @Override
        void compute(int key, boolean nested) {
            if (stored(key) == null) {
                hosts.compute(
                        KEYS[0],
                        key == 0 ? layout : icon,
                        key == 0 ? null : new IconArguments(),
                        () -> source(key, nested));
            }
        }

        @Override
        void delete(int key) {
            if (key == 0) {
                hosts.delete(KEYS[0], layout);
            } else {
                hosts.delete(KEYS[0], icon, new IconArguments());
            }
        }

        @Operation
        public void changeIcons() {
            sources[1].incrementAndGet();
            hosts.delete(KEYS[0], icon);
        }

        @Override
        void clear() {
            hosts.delete(KEYS[0]);
        }

        @Override
        @Nullable
        Object stored(int key) {
            HostEntry entry = hosts.find(KEYS[0]);
            if (entry == null) {
                return null;
            }
            if (key == 0) {
                Object word = entry.layout;
                return Words.isSet(word) ? Words.value(word) : null;
            }
            Memos.Link link = Memos.chain(entry.icon, 0);
            return link == null ? null : link.arguments().result();
        }
    }

    public static class NoModel {
        public void compute(int key) {}

        public void computeNested(int key) {}

        public void change(int key) {}

        public void changeIcons() {}

        public void changeAll() {}
    }
}

package dev.weakmetadata;

import static dev.weakmetadata.LincheckRuns.scenario;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.IntUnaryOperator;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every operation of {@link MetadataTable} and {@link Words} is atomic, used as generated code uses them. */
@Tag("lincheck")
class MetadataTableLincheckTest {
    @Test
    void modelChecked() {
        LincheckRuns.modelCheck(
                Operations.class,
                Model.class,
                8,
                scenario("", "delete 0; clicked 0", "setClicked 0"),
                scenario("setClicks 0 1", "updateClicks 0; has 0", "delete 0; clicks 0"),
                scenario("setClicked 0", "delete 0; name 0", "setName 0 1; deleteClicked 0"),
                scenario("setSize 0 1", "delete 0; size 0", "updateSize 0; deleteSize 0"),
                scenario("", "icon 0 1 1; icon 0 2 1", "icon 0 1 2; layout 0 1"));
    }

    @Test
    void stressed() {
        LincheckRuns.stress(Operations.class, Model.class, 15);
    }

    private static final Object[] HOSTS = LincheckRuns.keys(0, 1);

    /** Has the form of generated code. */
    private static final class HostEntry extends MetadataEntry {
        static final AtomicLongFieldUpdater<HostEntry> WORD0 =
                AtomicLongFieldUpdater.newUpdater(HostEntry.class, "word0");
        static final AtomicReferenceFieldUpdater<HostEntry, @Nullable Object> NAME =
                AtomicReferenceFieldUpdater.newUpdater(HostEntry.class, Object.class, "name");
        static final AtomicLongFieldUpdater<HostEntry> SIZE =
                AtomicLongFieldUpdater.newUpdater(HostEntry.class, "size");
        static final AtomicReferenceFieldUpdater<HostEntry, @Nullable Object> LAYOUT =
                AtomicReferenceFieldUpdater.newUpdater(HostEntry.class, Object.class, "layout");
        static final AtomicReferenceFieldUpdater<HostEntry, @Nullable Object> ICON =
                AtomicReferenceFieldUpdater.newUpdater(HostEntry.class, Object.class, "icon");

        static final Memo<HostEntry> LAYOUT_MEMO = new Memo<>("layout", LAYOUT, Memoized.Results.STRONG);
        static final Memo<HostEntry> ICON_MEMO = new Memo<>("icon", ICON, Memoized.Results.STRONG);

        static final long CLICKED_MASK = 3;
        static final long CLICKED_SET = 1;
        static final int CLICKS_SHIFT = 3;
        static final long CLICKS_SET = 1 << 2;
        static final long CLICKS_MASK = CLICKS_SET | 0xffff_ffffL << CLICKS_SHIFT;

        volatile long word0;
        volatile @Nullable Object name;
        volatile long size;
        volatile @Nullable Object layout;
        volatile @Nullable Object icon;

        HostEntry(MetadataTable<?> table, Object host) {
            super(table, host);
        }

        @Override
        protected boolean anySet() {
            return word0 > 0
                    || Words.isSet(name)
                    || Words.isWholeSet(size)
                    || Memos.anySet(layout)
                    || Memos.anySet(icon);
        }

        @Override
        protected boolean seal() {
            return Words.seal(this, WORD0) != 0
                    | Words.isSet(Words.seal(this, NAME))
                    | Words.isWholeSet(Words.sealWhole(this, SIZE))
                    | Memos.anySet(Words.seal(this, LAYOUT))
                    | Memos.anySet(Words.seal(this, ICON));
        }
    }

    private static final class IconArguments extends Arguments {
        private final int size;

        IconArguments(int size) {
            super(31 + size);
            this.size = size;
        }

        boolean matches(int otherSize) {
            return size == otherSize;
        }

        @Override
        protected boolean sameAs(Arguments other) {
            return other instanceof IconArguments arguments && arguments.matches(size);
        }
    }

    /** Two properties in one word, and one in a word of each other kind; and memoized functions. */
    @Param(name = "host", gen = IntGen.class, conf = "0:1")
    @Param(name = "value", gen = IntGen.class, conf = "-1:1")
    @Param(name = "result", gen = IntGen.class, conf = "1:2")
    public static class Operations {
        private final MetadataTable<HostEntry> hosts = new MetadataTable<>(HostEntry::new);

        /** On its own: {@code delete} of a host during a computation is no atomic operation. */
        private final MetadataTable<HostEntry> memoized = new MetadataTable<>(HostEntry::new);

        public Operations() {
            LincheckRuns.startWith(hosts, 1);
            LincheckRuns.startWith(memoized, 1);
        }

        @Operation
        public boolean clicked(@Param(name = "host") int host) {
            HostEntry entry = hosts.find(HOSTS[host]);
            return entry != null && (entry.word0 & HostEntry.CLICKED_MASK) == HostEntry.CLICKED_MASK;
        }

        @Operation
        public void setClicked(@Param(name = "host") int host) {
            boolean done;
            do {
                HostEntry entry = hosts.entry(HOSTS[host]);
                done = Words.set(entry, HostEntry.WORD0, HostEntry.CLICKED_MASK, HostEntry.CLICKED_MASK);
            } while (!done);
        }

        @Operation
        public boolean deleteClicked(@Param(name = "host") int host) {
            HostEntry entry = hosts.find(HOSTS[host]);
            return entry != null
                    && (Words.take(entry, HostEntry.WORD0, HostEntry.CLICKED_MASK) & HostEntry.CLICKED_SET) != 0;
        }

        @Operation
        public int clicks(@Param(name = "host") int host) {
            HostEntry entry = hosts.find(HOSTS[host]);
            return clicks(entry == null ? 0 : entry.word0);
        }

        private static int clicks(long word) {
            return (word & HostEntry.CLICKS_SET) != 0 ? (int) (word >>> HostEntry.CLICKS_SHIFT) : 7;
        }

        @Operation
        public void setClicks(@Param(name = "host") int host, @Param(name = "value") int value) {
            boolean done;
            do {
                HostEntry entry = hosts.entry(HOSTS[host]);
                done = Words.set(entry, HostEntry.WORD0, HostEntry.CLICKS_MASK, bits(value));
            } while (!done);
        }

        private static long bits(int value) {
            return HostEntry.CLICKS_SET | Integer.toUnsignedLong(value) << HostEntry.CLICKS_SHIFT;
        }

        @Operation
        public int updateClicks(@Param(name = "host") int host) {
            IntUnaryOperator change = clicks -> clicks + 1;
            while (true) {
                HostEntry entry = hosts.find(HOSTS[host]);
                long word = entry == null ? 0 : entry.word0;
                int value = change.applyAsInt(clicks(word));
                if (Words.replace(
                        entry == null ? hosts.entry(HOSTS[host]) : entry,
                        HostEntry.WORD0,
                        word,
                        HostEntry.CLICKS_MASK,
                        bits(value))) {
                    return value;
                }
            }
        }

        @Operation
        public boolean deleteClicks(@Param(name = "host") int host) {
            HostEntry entry = hosts.find(HOSTS[host]);
            return entry != null
                    && (Words.take(entry, HostEntry.WORD0, HostEntry.CLICKS_MASK) & HostEntry.CLICKS_SET) != 0;
        }

        @Operation
        public @Nullable Integer name(@Param(name = "host") int host) {
            HostEntry entry = hosts.find(HOSTS[host]);
            Object word = entry == null ? null : entry.name;
            return Words.isSet(word) ? (Integer) Words.value(word) : null;
        }

        @Operation
        public void setName(@Param(name = "host") int host, @Param(name = "value") int value) {
            while (!Words.set(hosts.entry(HOSTS[host]), HostEntry.NAME, value == 0 ? null : value)) {}
        }

        @Operation
        public boolean hasName(@Param(name = "host") int host) {
            HostEntry entry = hosts.find(HOSTS[host]);
            return entry != null && Words.isSet(entry.name);
        }

        @Operation
        public @Nullable Integer updateName(@Param(name = "host") int host) {
            while (true) {
                HostEntry entry = hosts.find(HOSTS[host]);
                Object word = entry == null ? null : entry.name;
                Integer old = Words.isSet(word) ? (Integer) Words.value(word) : null;
                Integer value = old == null ? 100 : old + 1;
                if (Words.replace(entry == null ? hosts.entry(HOSTS[host]) : entry, HostEntry.NAME, word, value)) {
                    return value;
                }
            }
        }

        @Operation
        public boolean deleteName(@Param(name = "host") int host) {
            HostEntry entry = hosts.find(HOSTS[host]);
            return entry != null && Words.isSet(Words.take(entry, HostEntry.NAME));
        }

        @Operation
        public long size(@Param(name = "host") int host) {
            HostEntry entry = hosts.find(HOSTS[host]);
            long word = entry == null ? 0 : entry.size;
            return Words.isWholeSet(word) ? Words.longValue(word) : 7;
        }

        @Operation
        public void setSize(@Param(name = "host") int host, @Param(name = "value") int value) {
            while (!Words.setWhole(hosts.entry(HOSTS[host]), HostEntry.SIZE, Words.ofLong(value))) {}
        }

        @Operation
        public long updateSize(@Param(name = "host") int host) {
            while (true) {
                HostEntry entry = hosts.find(HOSTS[host]);
                long word = entry == null ? 0 : entry.size;
                long value = 1 + (Words.isWholeSet(word) ? Words.longValue(word) : 7);
                if (Words.replaceWhole(
                        entry == null ? hosts.entry(HOSTS[host]) : entry, HostEntry.SIZE, word, Words.ofLong(value))) {
                    return value;
                }
            }
        }

        @Operation
        public boolean deleteSize(@Param(name = "host") int host) {
            HostEntry entry = hosts.find(HOSTS[host]);
            return entry != null && Words.isWholeSet(Words.takeWhole(entry, HostEntry.SIZE));
        }

        @Operation
        public boolean has(@Param(name = "host") int host) {
            return hosts.has(HOSTS[host]);
        }

        @Operation
        public boolean delete(@Param(name = "host") int host) {
            return hosts.delete(HOSTS[host]);
        }

        // For delete see StaleResultsLincheckTest.

        @Operation
        public @Nullable Object layout(@Param(name = "host") int host, @Param(name = "result") int value) {
            HostEntry entry = memoized.find(HOSTS[host]);
            Object word = entry == null ? null : entry.layout;
            return Words.isSet(word)
                    ? Words.value(word)
                    : memoized.compute(HOSTS[host], HostEntry.LAYOUT_MEMO, null, () -> value);
        }

        @Operation
        public @Nullable Object icon(
                @Param(name = "host") int host, @Param(name = "result") int size, @Param(name = "result") int value) {
            Object word = iconWord(HOSTS[host], size);
            return Words.isSet(word)
                    ? Words.value(word)
                    : memoized.compute(HOSTS[host], HostEntry.ICON_MEMO, new IconArguments(size), () -> value);
        }

        private @Nullable Object iconWord(Object host, int size) {
            HostEntry entry = memoized.find(host);
            if (entry != null) {
                @Nullable Arguments[] nodes = Memos.nodes(entry.icon);
                int position = Memos.position(31 + size);
                for (Arguments node = Memos.node(nodes, position); node != null; node = Memos.node(nodes, ++position)) {
                    if (node instanceof IconArguments arguments && arguments.matches(size)) {
                        return arguments.strongResult();
                    }
                }
            }
            return null;
        }
    }

    public static class Model {
        private final boolean[] clicked = new boolean[HOSTS.length];
        private final Integer[] clicks = new Integer[HOSTS.length];
        private final Integer[] names = new Integer[HOSTS.length];
        private final boolean[] named = new boolean[HOSTS.length];
        private final Long[] sizes = new Long[HOSTS.length];
        private final Integer[] layouts = new Integer[HOSTS.length];
        private final Integer[][] icons = new Integer[HOSTS.length][3];

        public boolean clicked(int host) {
            return clicked[host];
        }

        public void setClicked(int host) {
            clicked[host] = true;
        }

        public boolean deleteClicked(int host) {
            boolean was = clicked[host];
            clicked[host] = false;
            return was;
        }

        public int clicks(int host) {
            return clicks[host] == null ? 7 : clicks[host];
        }

        public void setClicks(int host, int value) {
            clicks[host] = value;
        }

        public int updateClicks(int host) {
            return clicks[host] = clicks(host) + 1;
        }

        public boolean deleteClicks(int host) {
            boolean was = clicks[host] != null;
            clicks[host] = null;
            return was;
        }

        public @Nullable Integer name(int host) {
            return names[host];
        }

        public void setName(int host, int value) {
            named[host] = true;
            names[host] = value == 0 ? null : value;
        }

        public boolean hasName(int host) {
            return named[host];
        }

        public Integer updateName(int host) {
            named[host] = true;
            return names[host] = names[host] == null ? 100 : names[host] + 1;
        }

        public boolean deleteName(int host) {
            boolean was = named[host];
            named[host] = false;
            names[host] = null;
            return was;
        }

        public long size(int host) {
            return sizes[host] == null ? 7 : sizes[host];
        }

        public void setSize(int host, int value) {
            sizes[host] = (long) value;
        }

        public long updateSize(int host) {
            return sizes[host] = size(host) + 1;
        }

        public boolean deleteSize(int host) {
            boolean was = sizes[host] != null;
            sizes[host] = null;
            return was;
        }

        public boolean has(int host) {
            return clicked[host] || clicks[host] != null || named[host] || sizes[host] != null;
        }

        public boolean delete(int host) {
            return deleteClicked(host) | deleteClicks(host) | deleteName(host) | deleteSize(host);
        }

        public Integer layout(int host, int value) {
            if (layouts[host] == null) {
                layouts[host] = value;
            }
            return layouts[host];
        }

        public Integer icon(int host, int size, int value) {
            if (icons[host][size] == null) {
                icons[host][size] = value;
            }
            return icons[host][size];
        }
    }
}

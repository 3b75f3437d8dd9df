package dev.weakmetadata;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** An entry as the processor would generate it: {@code int clicks}, {@code long time}, {@code Object note}, and memos. */
final class HostEntry extends MetadataEntry {
    static final AtomicLongFieldUpdater<HostEntry> WORD0 = AtomicLongFieldUpdater.newUpdater(HostEntry.class, "word0");
    static final AtomicLongFieldUpdater<HostEntry> TIME = AtomicLongFieldUpdater.newUpdater(HostEntry.class, "time");
    static final AtomicReferenceFieldUpdater<HostEntry, Object> NOTE =
            AtomicReferenceFieldUpdater.newUpdater(HostEntry.class, Object.class, "note");
    static final AtomicReferenceFieldUpdater<HostEntry, Object> LAYOUT =
            AtomicReferenceFieldUpdater.newUpdater(HostEntry.class, Object.class, "layout");
    static final AtomicReferenceFieldUpdater<HostEntry, Object> WEAK_LAYOUT =
            AtomicReferenceFieldUpdater.newUpdater(HostEntry.class, Object.class, "weakLayout");
    static final AtomicReferenceFieldUpdater<HostEntry, Object> ICON =
            AtomicReferenceFieldUpdater.newUpdater(HostEntry.class, Object.class, "icon");
    static final AtomicReferenceFieldUpdater<HostEntry, Object> WEAK_ICON =
            AtomicReferenceFieldUpdater.newUpdater(HostEntry.class, Object.class, "weakIcon");

    static final Memo<HostEntry> LAYOUT_MEMO = new Memo<>("layout", LAYOUT, Memoized.Results.STRONG);
    static final Memo<HostEntry> WEAK_LAYOUT_MEMO = new Memo<>("weakLayout", WEAK_LAYOUT, Memoized.Results.WEAK);
    static final Memo<HostEntry> ICON_MEMO = new Memo<>("icon", ICON, Memoized.Results.STRONG);
    static final Memo<HostEntry> WEAK_ICON_MEMO = new Memo<>("weakIcon", WEAK_ICON, Memoized.Results.WEAK);

    private static final long CLICKS_SET = 1L << 32;
    private static final long CLICKS_MASK = CLICKS_SET | 0xffff_ffffL;

    volatile long word0;
    volatile long time;
    volatile Object note;
    volatile Object layout;
    volatile Object weakLayout;
    volatile Object icon;
    volatile Object weakIcon;

    HostEntry(MetadataTable<HostEntry> table, Object host) {
        super(table, host);
    }

    @Override
    protected boolean anySet() {
        return word0 > 0
                || Words.isWholeSet(time)
                || Words.isSet(note)
                || Words.isSet(layout)
                || Words.isSet(Words.strengthen(weakLayout))
                || Memos.anySet(icon)
                || Memos.anySet(weakIcon);
    }

    @Override
    protected boolean seal() {
        return Words.seal(this, WORD0) != 0
                | Words.isWholeSet(Words.sealWhole(this, TIME))
                | Words.isSet(Words.seal(this, NOTE))
                | Words.isSet(Words.seal(this, LAYOUT))
                | Words.isSet(Words.strengthen(Words.seal(this, WEAK_LAYOUT)))
                | Memos.anySet(Words.seal(this, ICON))
                | Memos.anySet(Words.seal(this, WEAK_ICON));
    }

    /** The table, with methods as they are generated. */
    static final class Hosts {
        final MetadataTable<HostEntry> table = new MetadataTable<>(HostEntry::new);

        int clicks(Object host) {
            HostEntry entry = table.find(host);
            long word = entry == null ? 0 : entry.word0;
            return (word & CLICKS_SET) != 0 ? (int) word : 0;
        }

        void clicks(Object host, int value) {
            while (!Words.set(table.entry(host), WORD0, CLICKS_MASK, CLICKS_SET | Integer.toUnsignedLong(value))) {}
        }

        int updateClicks(Object host, java.util.function.IntUnaryOperator change) {
            while (true) {
                HostEntry entry = table.find(host);
                if (entry == null) {
                    table.check(host);
                }
                long word = entry == null ? 0 : entry.word0;
                int value = change.applyAsInt((word & CLICKS_SET) != 0 ? (int) word : 0);
                if (Words.replace(
                        entry == null ? table.entry(host) : entry,
                        WORD0,
                        word,
                        CLICKS_MASK,
                        CLICKS_SET | Integer.toUnsignedLong(value))) {
                    return value;
                }
            }
        }

        boolean hasClicks(Object host) {
            HostEntry entry = table.find(host);
            return entry != null && (entry.word0 & CLICKS_SET) != 0;
        }

        boolean deleteClicks(Object host) {
            HostEntry entry = table.find(host);
            return entry != null && (Words.take(entry, WORD0, CLICKS_MASK) & CLICKS_SET) != 0;
        }

        long time(Object host) {
            HostEntry entry = table.find(host);
            long word = entry == null ? 0 : entry.time;
            return Words.isWholeSet(word) ? Words.longValue(word) : 0;
        }

        void time(Object host, long value) {
            while (!Words.setWhole(table.entry(host), TIME, Words.ofLong(value))) {}
        }

        boolean deleteTime(Object host) {
            HostEntry entry = table.find(host);
            return entry != null && Words.isWholeSet(Words.takeWhole(entry, TIME));
        }

        Object note(Object host) {
            HostEntry entry = table.find(host);
            Object word = entry == null ? null : entry.note;
            return Words.isSet(word) ? Words.value(word) : null;
        }

        void note(Object host, Object value) {
            while (!Words.set(table.entry(host), NOTE, value)) {}
        }

        boolean deleteNote(Object host) {
            HostEntry entry = table.find(host);
            return entry != null && Words.isSet(Words.take(entry, NOTE));
        }

        Object layout(Object host, Memos.Body function) {
            HostEntry entry = table.find(host);
            Object word = entry == null ? null : entry.layout;
            return Words.isSet(word) ? Words.value(word) : table.compute(host, LAYOUT_MEMO, null, function);
        }

        Object weakLayout(Object host, Memos.Body function) {
            HostEntry entry = table.find(host);
            Object word = entry == null ? null : Words.strengthen(entry.weakLayout);
            return Words.isSet(word) ? Words.value(word) : table.compute(host, WEAK_LAYOUT_MEMO, null, function);
        }

        Object icon(Object host, Object theme, int size, Memos.Body function) {
            Object word = iconWord(host, theme, size);
            return Words.isSet(word)
                    ? Words.value(word)
                    : table.compute(host, ICON_MEMO, new IconArguments(theme, size), function);
        }

        boolean hasIcon(Object host, Object theme, int size) {
            return Words.isSet(iconWord(host, theme, size));
        }

        boolean deleteIcon(Object host, Object theme, int size) {
            return table.delete(host, ICON_MEMO, new IconArguments(theme, size));
        }

        private Object iconWord(Object host, Object theme, int size) {
            HostEntry entry = table.find(host);
            return entry == null ? null : find(entry.icon, theme, size);
        }

        Object weakIcon(Object host, Object theme, int size, Memos.Body function) {
            HostEntry entry = table.find(host);
            Object word = entry == null ? null : find(entry.weakIcon, theme, size);
            return Words.isSet(word)
                    ? Words.value(word)
                    : table.compute(host, WEAK_ICON_MEMO, new IconArguments(theme, size), function);
        }

        private static Object find(Object memos, Object theme, int size) {
            Arguments[] nodes = Memos.nodes(memos);
            int position = Memos.position(IconArguments.hash(theme, size));
            for (Arguments node = Memos.node(nodes, position); node != null; node = Memos.node(nodes, ++position)) {
                if (node instanceof IconArguments arguments && arguments.matches(theme, size)) {
                    return arguments.result();
                }
            }
            return null;
        }
    }

    /** The arguments {@code (Object theme, int size)}. */
    static final class IconArguments extends Arguments {
        private final Object theme;
        private final int size;

        IconArguments(Object theme, int size) {
            super(hash(theme, size));
            this.theme = theme;
            this.size = size;
        }

        static int hash(Object theme, int size) {
            return 31 * Objects.hashCode(theme) + Integer.hashCode(size);
        }

        boolean matches(Object theme, int size) {
            return Objects.equals(this.theme, theme) && this.size == size;
        }

        @Override
        protected boolean sameAs(Arguments other) {
            return other instanceof IconArguments arguments && arguments.matches(theme, size);
        }
    }
}

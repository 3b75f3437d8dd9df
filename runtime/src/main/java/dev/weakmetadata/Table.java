package dev.weakmetadata;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent hash table of weak entries, keyed by identity: what every collection, every generated class and every
 * {@link WeakSlot} is made of.
 *
 * <h2>Structure</h2>
 *
 * <p>One flat array of bins, its length a power of two; a bin is a chain of entries. An entry <em>is</em> the weak
 * reference to its key, the chain's link, and the holder of the key's state, so a look-up touches the bin and the entry and
 * allocates nothing. Entries are never copied: growth and shrinking relink the same objects, so an entry found at any time
 * is the place of its key's state until it is dead. The last entry of each chain links to the table's {@link Home}; that is
 * how an entry that comes out of the reclaimer's queue finds its table without a field for it.
 *
 * <h2>Life of an entry</h2>
 *
 * <ol>
 *   <li><em>New</em>: seen by its creator alone.
 *   <li><em>Live</em>: from the compare-and-set that puts it at the head of its bin. There is at most one live entry for a
 *       key: that compare-and-set fails if the bin's head has changed since the bin was searched, and relinking changes the
 *       head first.
 *   <li><em>Dead</em>: from {@link Entry#kill}, one atomic operation on the hash, which from then on matches no look-up. A
 *       key's next entry may be inserted while the dead one is still linked.
 *   <li><em>Sealed</em>, if the killer is to tell what was set: it overwrites each of the entry's words ({@link Words}) by
 *       one that refuses every write, and learns by the same operation what had been set. Entries of a {@link WeakMap},
 *       which are set always, are not sealed.
 *   <li><em>Unlinked</em>: removed from its chain, once, and only then counted out.
 * </ol>
 *
 * <p>An operation finds the live entry, then reads or changes one word of it atomically. If the entry is killed in between
 * and the word is not sealed, the operation succeeds on a dead entry and is linearized just before the kill: it found the
 * entry live, so it overlaps with the kill; whoever looks the key up after the kill does not see the entry any more; several
 * such operations take effect in the order of the word's changes; and a seal, being later, still reports what was written.
 * If the word is sealed, the operation looks the key up again.
 *
 * <h2>Linearization points</h2>
 *
 * <ul>
 *   <li>{@code get}, {@code has}, {@code getOrInsert}… that find a value: the read of the word; in a set, where entries have
 *       none, of the hash. That find none: the last read of the bin's head; of {@link #bins} if there are none; of the word that
 *       is unset; if the word is sealed, just after the kill.
 *   <li>{@code set}, {@code update}, {@code getOrInsert}, the storing of what has been computed: the write of the word; if
 *       the entry is new, the compare-and-set of the bin's head.
 *   <li>{@code delete}: the kill. Of one property of several: the compare-and-set of its word.
 *   <li>{@code clear}: the write of {@link #bins}. Operations then under way in the old bins come before it.
 * </ul>
 *
 * <p>That a key has been collected is no operation: nobody is left to see the difference. For the order of computations and
 * what removes their results see {@link Computations}.
 *
 * <h2>Bins</h2>
 *
 * <p>Readers take no lock, inserters neither. Entries are unlinked, and bins moved, under one of a fixed set of
 * {@link #LOCKS}, which is the same for all the bins that a resize merges. So whoever holds the lock of a bin is alone to
 * change the links of its chain, but inserters may at any time put a new head before it; hence heads change by
 * compare-and-set even under the lock. Writers of different bins do not wait for each other, unless they remove from bins that
 * happen to share a lock, each for as long as it takes to unlink one entry or to move {@link #STRIDE} groups of bins.
 *
 * <p>Under a lock no user code runs: keys are compared by identity, functions run before anything is locked, and what else
 * there is to be called is this class's own. No queue is polled but by the {@link Reclaimer}'s thread, which holds no lock then.
 * No second lock of this class is taken. So no lock is ever held for long, and none is waited for by a thread that holds one.
 *
 * <h2>Resizing</h2>
 *
 * <p>A {@link Resize} moves groups of bins, a few by each insertion or removal, into an array of another length; so no single
 * operation waits for all to be moved. Until then the table is fuller than it should be, no more. Bins are
 * {@linkplain Moving frozen} first, then their entries are relinked, then {@linkplain Forwarding forwarded}. What a reader
 * sees:
 *
 * <ul>
 *   <li>a bin not yet moved: as ever;
 *   <li>a frozen bin: a snapshot of its entries; nobody can insert until the bin has been forwarded;
 *   <li>a forwarded bin: it goes on in the new array;
 *   <li>a bin that is frozen while it is walking the chain: it may be led into another bin's chain and miss its key there.
 *       Hence a miss counts only if the bin's head is then still the same; a hit always counts, since an entry's identity
 *       and state do not depend on where it is linked.
 * </ul>
 *
 * <h2>Happens-before</h2>
 *
 * <ul>
 *   <li>An entry is published by the volatile compare-and-set of its bin's head, with all its plain fields; from then on it is
 *       reached by the volatile read of the head, and by volatile reads of the links before it, which are written with release.
 *   <li>A word is written by a volatile compare-and-set or exchange and read by a volatile read: what happened before a value
 *       was written is seen by whoever reads the value.
 *   <li>A moved bin is published by the release write of {@link Forwarding}, after its target has been written; the new array
 *       by the volatile write of {@link #bins}.
 * </ul>
 *
 * <p>Heads, hashes and words, by which operations are linearized, are volatile and not merely acquired, so that of two threads
 * that each write one key and then read the other's at least one sees the other's write.
 *
 * <h2>Keys</h2>
 *
 * <p>Identity is tested by {@link Reference#refersTo}, which unlike {@code get} does not make the key strongly reachable. A
 * key cannot be collected in mid-operation: whoever inserts, or computes, holds it until {@link Reference#reachabilityFence},
 * so the reclaimer never sees an entry before its insertion is over. Where an operation only reads or removes, it does not
 * matter when the key goes: nobody else can ask for it then.
 *
 * <p>Models: {@code java.util.concurrent.ConcurrentHashMap} for forwarded bins and cooperative resizing, Guava's
 * {@code MapMakerInternalMap} for entries that are the reference, .NET's {@code ConditionalWeakTable} for reads without
 * locks.
 */
class Table<E extends Entry> {
    private static final VarHandle BIN = MethodHandles.arrayElementVarHandle(Entry[].class);

    // Not variable handles, each of whose calls is linked when it first runs: they end resizes that ran out of memory.
    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Table, @Nullable Entry[]> BINS =
            AtomicReferenceFieldUpdater.newUpdater(Table.class, Entry[].class, "bins");

    @SuppressWarnings("rawtypes")
    private static final AtomicReferenceFieldUpdater<Table, @Nullable Resize> RESIZE =
            AtomicReferenceFieldUpdater.newUpdater(Table.class, Resize.class, "resize");

    private static final Object[] LOCKS = new Object[64];

    static {
        for (int i = 0; i < LOCKS.length; i++) {
            LOCKS[i] = new Object();
        }
    }

    /** What stands in {@link #bins} as long as a table is not used: no bins, and no home. */
    private static final @Nullable Entry[] UNUSED = new Entry[1];

    private static final int MAXIMUM_LENGTH = 1 << 30;

    /** So many neighbouring bins share a lock and are moved together. */
    private static final int STRIDE = 32;

    /** Tables never shrink below this, so that the bins that a shrink merges share a lock. */
    private static final int MINIMUM_SHRUNK_LENGTH = LOCKS.length * STRIDE;

    /** Up to this length tables become full before they grow. */
    private static final int MAXIMUM_FULL_LENGTH = 16;

    /** From this length on only one in eight insertions or removals looks whether a resize is due. */
    private static final int SAMPLED_LENGTH = 1024;

    /**
     * The bins and, after the last of them, the {@link Home}, so that one write replaces them all. There are no bins before
     * there is an entry to put in: a table may have all its entries elsewhere, and is looked at in vain then.
     */
    private volatile @Nullable Entry[] bins = UNUSED;

    private volatile @Nullable Resize resize;

    /**
     * What all chains of a table end with, and what a table without entries does without. There is another one after each
     * {@code clear}; entries in slots are keyed by it.
     */
    abstract static class Home extends Entry {
        final Table<?> table;

        Home(Table<?> table) {
            super(null, MARK, null);
            this.table = table;
        }

        /** The one of the table's entries, which is kept as long as this home is. */
        abstract Reclaimer reclaimer();

        /** Changes the number of entries. */
        abstract void count(int change);

        /** The number of entries, about. */
        abstract long entries();
    }

    /** The home of a table that many threads insert into. */
    private static final class SharedHome extends Home {
        private final Reclaimer reclaimer = Reclaimer.get();
        private final LongAdder entries = new LongAdder();

        SharedHome(Table<?> table) {
            super(table);
        }

        @Override
        Reclaimer reclaimer() {
            return reclaimer;
        }

        @Override
        void count(int change) {
            try {
                entries.add(change);
            } catch (OutOfMemoryError e) {
                // The operation itself has been done; a wrong count only shifts the next resize.
            }
        }

        @Override
        long entries() {
            return entries.sum();
        }
    }

    /** The hash of nodes that are not entries. */
    static final int MARK = Integer.MIN_VALUE;

    /** Head of a bin whose entries are being relinked. */
    private static final class Moving extends Entry {
        static final Moving EMPTY = new Moving(new Entry[0]);

        final Entry[] entries;

        Moving(Entry[] entries) {
            super(null, MARK, null);
            this.entries = entries;
        }
    }

    /** Head of a bin whose entries are in another array now. */
    private static final class Forwarding extends Entry {
        final @Nullable Entry[] target;

        Forwarding(@Nullable Entry[] target) {
            super(null, MARK, null);
            this.target = target;
        }
    }

    /** The hash of a key: random as it is, so nothing is gained by spreading it. */
    static int hash(Object key) {
        return System.identityHashCode(key);
    }

    private static int length(@Nullable Entry[] bins) {
        return bins.length - 1;
    }

    private static int bin(int hash, @Nullable Entry[] bins) {
        return hash & (bins.length - 2);
    }

    private static @Nullable Entry head(@Nullable Entry[] bins, int bin) {
        return (Entry) BIN.getVolatile(bins, bin);
    }

    private static @Nullable Home home(@Nullable Entry[] bins) {
        return (Home) bins[length(bins)];
    }

    private static @Nullable Entry[] newBins(int length, Home home) {
        @Nullable Entry[] bins = new Entry[length + 1];
        bins[length] = home;
        return bins;
    }

    // Look-up

    /**
     * The live entry of a key, for who reads and mostly finds one. No key has one that is null or cannot be held weakly.
     *
     * <p>It is inlined into user code, where C2 keeps all that is live in memory for the sake of calls that may follow, even
     * if they seldom do. So there is none on the way to an entry, and on the way to none only where it cannot be helped.
     */
    @SuppressWarnings("unchecked")
    final @Nullable E lookUp(@Nullable Object key) {
        if (key == null) {
            return null;
        }
        @Nullable Entry[] bins = this.bins;
        if (length(bins) == 0) {
            return (E) lookUpElsewhere(key, bins[0]);
        }
        int hash = hash(key);
        Entry first = head(bins, bin(hash, bins));
        for (Entry entry = first; entry != null; entry = entry.next()) {
            if (entry.isOf(key, hash)) {
                return (E) entry;
            }
        }
        if (first == null || (!first.isDead() && head(bins, bin(hash, bins)) == first)) {
            return (E) lookUpElsewhere(key, bins[length(bins)]);
        }
        return lookUpToWrite(key);
    }

    /**
     * As {@link #lookUp}, for who is going to write, or to remove. It is a method of its own so that the many keys that are
     * not there when a table is filled do not count where C2 asks what is common in {@code lookUp}.
     */
    @SuppressWarnings("unchecked")
    final @Nullable E lookUpToWrite(@Nullable Object key) {
        if (key == null) {
            return null;
        }
        @Nullable Entry[] bins = this.bins;
        Entry found = length(bins) == 0 ? null : search(key, hash(key), bins);
        return (E) (found == null ? lookUpElsewhere(key, bins[length(bins)]) : found);
    }

    /** The live entry of a key that is not in the bins of the given home, and may be kept elsewhere. */
    @Nullable
    Entry lookUpElsewhere(Object key, @Nullable Entry home) {
        return null;
    }

    /** The live entry of a key, whatever is at the bin's head and if it changes. */
    private static @Nullable Entry search(Object key, int hash, @Nullable Entry[] bins) {
        while (true) {
            int bin = bin(hash, bins);
            Entry first = head(bins, bin);
            if (first instanceof Forwarding forwarding) {
                bins = forwarding.target;
                continue;
            }
            if (first instanceof Moving moving) {
                for (Entry entry : moving.entries) {
                    if (entry.isOf(key, hash)) {
                        return entry;
                    }
                }
                return null;
            }
            for (Entry entry = first; entry != null; entry = entry.next()) {
                if (entry.isOf(key, hash)) {
                    return entry;
                }
            }
            if (head(bins, bin) == first) {
                return null;
            }
        }
    }

    // Insertion

    /** The home of new entries. */
    final Home home() {
        while (true) {
            Home home = home(bins);
            if (home != null) {
                return home;
            }
            BINS.compareAndSet(this, UNUSED, newBins(0, newHome()));
        }
    }

    /** The home, null for a table that has never had an entry. */
    final @Nullable Home homeIfAny() {
        return home(bins);
    }

    /** The bins, at least one. */
    private @Nullable Entry[] binsForEntries() {
        while (true) {
            @Nullable Entry[] bins = this.bins;
            if (length(bins) > 0) {
                return bins;
            }
            Home home = home(bins);
            BINS.compareAndSet(this, bins, newBins(initialLength(), home == null ? newHome() : home));
        }
    }

    int initialLength() {
        return 8;
    }

    Home newHome() {
        return new SharedHome(this);
    }

    /** The live entry of the key: the given new one unless there is one already. The caller keeps the key reachable. */
    @SuppressWarnings("unchecked")
    E insert(Object key, E entry) {
        int hash = entry.hash();
        @Nullable Entry[] bins = binsForEntries();
        while (true) {
            int bin = bin(hash, bins);
            Entry first = head(bins, bin);
            if (first instanceof Forwarding forwarding) {
                bins = forwarding.target;
                continue;
            }
            if (first instanceof Moving) {
                awaitMove(bin);
                bins = binsForEntries();
                continue;
            }
            for (Entry other = first; other != null; other = other.next()) {
                if (other.isOf(key, hash)) {
                    return (E) other;
                }
            }
            Home home = requireNonNull(home(bins));
            entry.link(first == null ? home : first);
            if (BIN.compareAndSet(bins, bin, first, entry)) {
                home.count(1);
                resizeIfDue(hash, bins);
                return entry;
            }
        }
    }

    /** Lets whoever moves the bin, and has its lock, go on; if that failed half-way it is done here. */
    private void awaitMove(int bin) {
        Resize running = resize;
        synchronized (lock(bin)) {
            if (running == null || running != resize) {
                return;
            }
        }
        running.help();
    }

    /** Tables have different locks for their first bins: small ones would all have the same otherwise. */
    private Object lock(int bin) {
        return LOCKS[(System.identityHashCode(this) + bin / STRIDE) & (LOCKS.length - 1)];
    }

    // Removal

    /** Unlinks a dead entry, if nobody has. */
    void unlink(Entry entry) {
        @Nullable Entry[] bins = this.bins;
        if (length(bins) == 0) {
            return; // the table has been cleared
        }
        while (true) {
            int bin = bin(entry.hash(), bins);
            synchronized (lock(bin)) {
                Entry first = head(bins, bin);
                if (first instanceof Forwarding forwarding) {
                    bins = forwarding.target;
                    continue;
                }
                if (first == entry && !BIN.compareAndSet(bins, bin, first, successor(entry))) {
                    continue;
                }
                if (first == entry || unlinkInner(first, entry)) {
                    requireNonNull(home(bins)).count(-1);
                }
            }
            resizeIfDue(entry.hash(), bins);
            return;
        }
    }

    /** What becomes the head of a bin when its head is removed: bins without entries are null. */
    private static @Nullable Entry successor(Entry entry) {
        Entry next = entry.next();
        return next instanceof Home ? null : next;
    }

    private static boolean unlinkInner(@Nullable Entry first, Entry entry) {
        for (Entry previous = first; previous != null; previous = previous.next()) {
            if (previous.next() == entry) {
                previous.relink(entry.next());
                return true;
            }
        }
        return false;
    }

    /** Removes an entry whose key has been collected. On the reclaimer's thread, which therefore also ends resizes. */
    final void reclaim(Entry entry) {
        if (entry.kill()) {
            unlink(entry);
        } else {
            resizeIfDue(entry.hash(), bins); // a resize has dropped it, maybe with many others
        }
        for (Resize running = resize; running != null; running = resize) {
            running.helpToTheEnd();
            if (resize == running) {
                return; // other threads are about to end it
            }
            startResizeIfDue(bins);
        }
    }

    /** Forgets all entries. Those that were found before stay what they are, but cannot be found again. */
    final void clearEntries() {
        if (bins == UNUSED) {
            return;
        }
        Resize running = resize;
        bins = newBins(0, newHome());
        if (running != null) {
            // It was of the old bins. Whoever still helps moves entries that nobody finds.
            RESIZE.compareAndSet(this, running, null);
        }
    }

    // Diagnosis

    /** Calls an action with the entries, or most of them if others are changing the table. */
    final void forEachEntry(Consumer<? super Entry> action) {
        Resize running = resize;
        if (running != null) {
            running.helpToTheEnd();
        }
        @Nullable Entry[] bins = this.bins;
        for (int bin = 0; bin < bins.length; bin++) {
            for (Entry entry = head(bins, bin); entry != null && entry.hash() != MARK; entry = entry.next()) {
                action.accept(entry);
            }
        }
    }

    /** What events call this table. */
    String label() {
        return getClass().getSimpleName();
    }

    // Resizing

    private void resizeIfDue(int hash, @Nullable Entry[] bins) {
        try {
            Resize running = resize;
            if (running != null) {
                running.help();
            } else if (bins.length < SAMPLED_LENGTH || (hash >>> 27 & 7) == 0) {
                startResizeIfDue(bins);
            }
        } catch (OutOfMemoryError e) {
            // The operation itself has been done. A table that cannot grow still works, if slower; later ones try
            // again.
        }
    }

    private void startResizeIfDue(@Nullable Entry[] bins) {
        int length = length(bins);
        if (length == 0) {
            return; // there is nothing to move, even if others have got it bins and entries by now
        }
        Home home = requireNonNull(home(bins));
        long entries = home.entries();
        if (entries > capacity(length) && length < MAXIMUM_LENGTH) {
            startResize(bins, home, lengthFor(entries, (long) length * growth(length)));
        } else if (entries < capacity(length) >> 3 && length > MINIMUM_SHRUNK_LENGTH) {
            startResize(bins, home, lengthFor(2 * entries, MINIMUM_SHRUNK_LENGTH));
        }
    }

    /**
     * With more entries than that a table of a length grows. The fewer entries, the more bins for each: what fits into the
     * processor's caches is slowed down by the second entry of a chain, what does not by its size.
     */
    private static int capacity(int length) {
        if (length <= MAXIMUM_FULL_LENGTH) {
            return length; // most tables, and nearly all slots, are of few entries: they are to be small
        }
        return length <= 1 << 12 ? length >> 2 : length <= 1 << 15 ? length >> 1 : length;
    }

    /**
     * How many times longer a table becomes. To move an entry that is not in the processor's caches takes as long as to
     * insert one; if a table grows fourfold, a third of the entries are moved, and not each of them once.
     */
    private static int growth(int length) {
        return length < 1 << 16 ? 2 : 4;
    }

    private static int lengthFor(long entries, long minimum) {
        int length = (int) Math.min(minimum, MAXIMUM_LENGTH);
        while (entries > capacity(length) && length < MAXIMUM_LENGTH) {
            length <<= 1;
        }
        return length;
    }

    private void startResize(@Nullable Entry[] from, Home home, int newLength) {
        if (bins != from) {
            return;
        }
        Stack.reserve();
        Resize mine = new Resize(this, home, from);
        if (!RESIZE.compareAndSet(this, null, mine)) {
            return;
        }
        try {
            if (bins == from) {
                mine.start(newBins(newLength, home));
            }
        } finally {
            if (mine.forwarding == null) {
                RESIZE.compareAndSet(this, mine, null);
            }
        }
        mine.help();
    }

    /** One move of all entries to an array of another length, done by many threads, a stride of bins each time. */
    private static final class Resize {
        private final Table<?> table;
        private final Home home;
        private final @Nullable Entry[] from;
        private volatile @Nullable Forwarding forwarding;

        /** The next group to move; back to zero if a mover failed. A group is all the bins that are split or merged together. */
        private final AtomicInteger cursor = new AtomicInteger();

        private final AtomicInteger moved = new AtomicInteger();
        private volatile Events.@Nullable Begun event;

        Resize(Table<?> table, Home home, @Nullable Entry[] from) {
            this.table = table;
            this.home = home;
            this.from = from;
        }

        void start(@Nullable Entry[] to) {
            event = Events.resize(table, length(from), length(to));
            forwarding = new Forwarding(to);
        }

        void helpToTheEnd() {
            while (help()) {
                Thread.onSpinWait();
            }
        }

        /** Moves a stride; false if there is none left to move. */
        boolean help() {
            Forwarding forwarding = this.forwarding;
            if (forwarding == null) {
                return false;
            }
            int groups = Math.min(length(from), length(forwarding.target));
            if (cursor.get() >= groups) {
                return false;
            }
            Stack.reserve();
            int start = cursor.getAndAdd(STRIDE);
            int end = Math.min(start + STRIDE, groups);
            int count = 0;
            boolean done = false;
            try {
                synchronized (table.lock(start)) {
                    prefetch(start, end, groups);
                    for (int group = start; group < end; group++) {
                        if (move(group, groups, forwarding)) {
                            count++;
                        }
                    }
                }
                done = true;
            } finally {
                if (!done) {
                    cursor.set(0); // all groups stand for moving again; those that have been moved are skipped
                }
                if (count > 0 && moved.addAndGet(count) == groups) {
                    BINS.compareAndSet(table, from, forwarding.target);
                    RESIZE.compareAndSet(table, this, null);
                    Events.Begun event = this.event;
                    if (event != null) {
                        event.end(home.entries());
                    }
                }
            }
            return true;
        }

        /**
         * Reads the entries once: the processor waits for all of them at a time, and not, at each atomic operation of a
         * move, for one of them.
         */
        private void prefetch(int start, int end, int groups) {
            for (int offset = 0; offset < length(from); offset += groups) {
                for (int bin = start + offset; bin < end + offset; bin++) {
                    Entry first = head(from, bin);
                    if (first != null) {
                        first.next();
                    }
                }
            }
        }

        /**
         * Moves the bins group, group + groups, …, whose lock is held; false if somebody has. If it fails it can be called
         * again: it goes by the snapshots of the frozen bins, and nobody else looks at the target bins before the end.
         */
        private boolean move(int group, int groups, Forwarding forwarding) {
            if (head(from, group) == forwarding) {
                return false;
            }
            if (length(from) == groups && moveAsIs(group, forwarding)) {
                return true;
            }
            for (int bin = group; bin < length(from); bin += groups) {
                freeze(bin);
            }
            @Nullable Entry[] to = forwarding.target;
            for (int bin = group; bin < length(to); bin += groups) {
                to[bin] = null;
            }
            int dropped = 0;
            for (int bin = group; bin < length(from); bin += groups) {
                if (head(from, bin) instanceof Moving moving) {
                    for (Entry entry : moving.entries) {
                        dropped += relink(entry, to) ? 0 : 1;
                    }
                }
            }
            // The first one last, for it tells that all have been moved.
            for (int bin = length(from) - groups + group; bin >= 0; bin -= groups) {
                BIN.setRelease(from, bin, forwarding);
            }
            if (dropped > 0) {
                home.count(-dropped);
            }
            return true;
        }

        /** Moves a bin whose chain need not be changed: it is empty, or all of it is alive and goes to one bin. */
        private boolean moveAsIs(int bin, Forwarding forwarding) {
            @Nullable Entry[] to = forwarding.target;
            while (true) {
                Entry first = head(from, bin);
                if (first instanceof Moving) {
                    return false;
                }
                if (first != null) {
                    int target = bin(first.hash(), to);
                    for (Entry entry = first; !(entry instanceof Home); entry = entry.next()) {
                        if (entry == null || bin(entry.hash(), to) != target || entry.refersTo(null)) {
                            return false;
                        }
                    }
                    BIN.setRelease(to, target, first);
                    if (BIN.compareAndSet(from, bin, first, forwarding)) {
                        return true;
                    }
                    BIN.setRelease(to, target, null);
                } else if (BIN.compareAndSet(from, bin, null, forwarding)) {
                    return true;
                }
            }
        }

        /** Stops insertions into a bin. */
        private void freeze(int bin) {
            Entry first;
            do {
                first = head(from, bin);
            } while (!(first instanceof Moving)
                    && !BIN.compareAndSet(from, bin, first, first == null ? Moving.EMPTY : new Moving(chain(first))));
        }

        private Entry[] chain(Entry first) {
            int length = 0;
            for (Entry entry = first; entry != null && !(entry instanceof Home); entry = entry.next()) {
                length++;
            }
            Entry[] chain = new Entry[length];
            Entry entry = first;
            for (int i = 0; entry != null && i < length; i++, entry = entry.next()) {
                chain[i] = entry;
            }
            return chain;
        }

        /** Links an entry into its new bin; false if its key is gone, or it is dead. */
        private boolean relink(Entry entry, @Nullable Entry[] to) {
            if (entry.isDead() || entry.refersTo(null)) {
                entry.kill(); // or else the reclaimer would look for it
                return false;
            }
            int bin = bin(entry.hash(), to);
            Entry first = to[bin];
            entry.relink(first == null ? home : first);
            BIN.setRelease(to, bin, entry);
            return true;
        }
    }
}

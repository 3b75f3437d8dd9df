package dev.weakmetadata;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link WeakHost} keeps its metadata, of all tables: one field of type {@code WeakSlot} for each host, and nothing
 * more before the first metadata is set. Users only make it; see {@link WeakHost}.
 *
 * <p>A slot must be reachable from its host alone. It belongs to the first object for which it is used; a write for another
 * one is an {@link IllegalStateException}, and reads find nothing.
 */
// It is a table itself, of the same entries by the same protocol, whose keys are the homes of the tables that the
// entries belong to: weak ones, so the entries of a table that is dropped are reclaimed, and those of a cleared one,
// which has got another home. Nothing but the slot holds the entries, and nothing but the host holds the slot. So
// whatever an entry's value reaches, the host included, is collected with the host.
//
// Most slots have one entry at most, which needs no bins: the first one stands in a field. That is null until the
// first insertion, and never again: when that entry goes, REMOVED takes its place. All others go to the bins. So
// there is never a choice. The entry of a home is put into the field by whoever finds it null, and into the bins by
// whoever finds there another entry, a dead one, or REMOVED: none of these ever gives way to a live entry of this
// home. Hence a look-up that finds null there is linearized at that read, and one that finds anything but its home's
// live entry, in the bins.
public final class WeakSlot extends Table<Entry> {
    private static final VarHandle HOST;
    private static final VarHandle FIRST;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HOST = lookup.findVarHandle(WeakSlot.class, "host", Object.class);
            FIRST = lookup.findVarHandle(WeakSlot.class, "first", Entry.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A slot that a {@link LazyWeakHost} is about to get. As a table has one entry for a key, all threads give it the same. */
    private static final class Claim extends Entry {
        private static final Table<Claim> ALL = new Table<>();

        final WeakSlot slot;

        Claim(Object host, WeakSlot slot) {
            super(host, Table.hash(host), null);
            this.slot = slot;
        }
    }

    /** In place of a first entry that is there no more. */
    private static final Entry REMOVED = new Entry(null, MARK, null) {};

    /** Whether there has been an entry in any slot: as long as there has not, look-ups that miss do not ask for slots. */
    private static volatile boolean inUse;

    /** Whose slot this is; it may be null before the first entry. Strong, since the slot lives no longer than the host. */
    private volatile @Nullable Object host;

    /** The first entry that there ever was, which need not be that of the first bin. */
    private volatile @Nullable Entry first;

    /** That of the tables whose entries are here; set before the first one is. */
    private @Nullable Reclaimer reclaimer;

    /** Makes an empty slot. */
    public WeakSlot() {}

    private WeakSlot(Object host) {
        this.host = host;
    }

    /** The slot of a host; a new one if it has none, or has copied that of another object, as clones do. */
    static WeakSlot of(LazyWeakHost host) {
        WeakSlot slot = host.weakSlot();
        if (!isOfAnother(slot, host)) {
            return slot;
        }
        Claim mine = new Claim(host, new WeakSlot((Object) host));
        Claim claim = Claim.ALL.insert(host, mine);
        try {
            // Whoever has claimed it earlier, and has withdrawn that, has given it a slot before.
            if (isOfAnother(host.weakSlot(), host)) {
                host.weakSlot(claim.slot);
            }
        } finally {
            if (claim == mine) {
                mine.kill();
                mine.unlink();
            }
        }
        return host.weakSlot();
    }

    /** Whether a slot is missing, or that of another host; one that is still nobody's has been made by hand, in a subclass. */
    private static boolean isOfAnother(@Nullable WeakSlot slot, Object host) {
        if (slot == null) {
            return true;
        }
        Object owner = slot.host;
        return owner != null && owner != host;
    }

    static boolean areInUse() {
        return inUse;
    }

    /** The live entry of a host in the table that has, or had, the given home. */
    static @Nullable Entry lookUp(Object host, @Nullable Entry home) {
        if (home == null) {
            return null;
        }
        // What Slots.find begins with, here for C2, to which find is too big to be inlined.
        WeakSlot slot = host instanceof WeakHost weakHost ? weakHost.weakSlot() : Slots.find(host);
        if (slot == null || slot.host != host) {
            return null;
        }
        Entry first = slot.first;
        return first != null && first.isLiveOf(home) ? first : slot.lookUp(home);
    }

    /** The live entry of a host in the table of an entry: the given new one unless there is one already. */
    static Entry insertFor(Object host, Entry entry) {
        Object home = entry.get();
        if (home == null) {
            return entry; // the table has been cleared since, and this comes before that
        }
        WeakSlot slot = Slots.findOrMake(host);
        if (slot == null) {
            throw new IllegalStateException(fault(host, "null")
                    + (host instanceof LazyWeakHost
                            ? "; weakSlot(WeakSlot) must keep what it is given, and weakSlot() return that"
                            : "; set it before metadata is written, in its declaration best"));
        }
        if (!HOST.compareAndSet(slot, null, host) && slot.host != host) {
            throw new IllegalStateException(
                    fault(host, "the slot of another object") + "; each object, each clone too, needs one of its own");
        }
        inUse = true;
        return slot.insertAnywhere(home, entry);
    }

    private Entry insertAnywhere(Object home, Entry entry) {
        Entry first = this.first;
        if (first == null) {
            reclaimer = Reclaimer.get();
            entry.link(new SlotHome(this));
            first = (Entry) FIRST.compareAndExchange(this, null, entry);
            if (first == null) {
                return entry;
            }
        }
        return first.isLiveOf(home) ? first : insert(home, entry);
    }

    @Override
    void unlink(Entry entry) {
        if (!FIRST.compareAndSet(this, entry, REMOVED)) {
            super.unlink(entry);
        }
    }

    private static String fault(Object host, String found) {
        return "The slot of a " + host.getClass().getName() + " is " + found;
    }

    @Override
    int initialLength() {
        return 1;
    }

    @Override
    Home newHome() {
        return new CountingHome(this);
    }

    @Override
    String label() {
        return "WeakSlot";
    }

    /** What the first entry is linked to. */
    private static class SlotHome extends Home {
        SlotHome(WeakSlot slot) {
            super(slot);
        }

        @Override
        Reclaimer reclaimer() {
            return requireNonNull(((WeakSlot) table).reclaimer);
        }

        @Override
        void count(int change) {}

        @Override
        long entries() {
            return 0;
        }
    }

    /** The home of the few entries in the bins, which seldom many threads insert into. */
    private static final class CountingHome extends SlotHome {
        private static final VarHandle ENTRIES;

        static {
            try {
                ENTRIES = MethodHandles.lookup().findVarHandle(CountingHome.class, "entries", int.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        private volatile int entries;

        CountingHome(WeakSlot slot) {
            super(slot);
        }

        @Override
        void count(int change) {
            ENTRIES.getAndAdd(this, change);
        }

        @Override
        long entries() {
            return entries;
        }
    }

    /**
     * The name of this class; never anything of the contents.
     *
     * @return {@code "WeakSlot"}
     */
    @Override
    public String toString() {
        return "WeakSlot";
    }
}

package dev.weakmetadata;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A node of a {@link Table}: at once the weak reference to the key, the link of a bin's chain and, in subclasses, the
 * state that belongs to the key. See {@link Table} for the protocol.
 */
abstract class Entry extends WeakReference<Object> implements Runnable {
    private static final VarHandle HASH;
    private static final VarHandle NEXT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            HASH = lookup.findVarHandle(Entry.class, "hash", int.class);
            NEXT = lookup.findVarHandle(Entry.class, "next", Entry.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int DEAD = Integer.MIN_VALUE;

    /** The identity hash of the key, never negative; negative from the moment the entry is dead. */
    private volatile int hash;

    /** The next entry of the chain; the last entry's is the {@link Table.Home} of its table. */
    private volatile @Nullable Entry next;

    Entry(@Nullable Object key, int hash, @Nullable ReferenceQueue<Object> queue) {
        super(key, queue);
        HASH.set(this, hash); // without a fence, for the entry has yet to be published
    }

    /** Makes an entry for a key of a table. */
    Entry(Object key, HostTable<?> table) {
        this(Slots.hold(key, table) ? table.home() : key, table.home().reclaimer().queue);
    }

    private Entry(Object referent, ReferenceQueue<Object> queue) {
        this(referent, Table.hash(referent), queue);
    }

    final int hash() {
        return hash;
    }

    final @Nullable Entry next() {
        return next;
    }

    /** Links an entry that has been published. */
    final void relink(@Nullable Entry next) {
        NEXT.setRelease(this, next);
    }

    /** Links an entry that nobody else can see yet. */
    final void link(Entry next) {
        NEXT.set(this, next);
    }

    /** Whether this entry is the live one of the key. */
    final boolean isOf(Object key, int hash) {
        return hash() == hash && refersTo(key);
    }

    /** As {@link #isOf}, for who does not know the key's hash. */
    final boolean isLiveOf(Object key) {
        return refersTo(key) && !isDead();
    }

    final boolean isDead() {
        return hash() < 0;
    }

    /** Makes this entry dead for everybody who looks its key up from now on; true for the one caller who did it. */
    final boolean kill() {
        return (int) HASH.getAndBitwiseOr(this, DEAD) >= 0;
    }

    /** Removes this entry, which is dead, from where it is linked. */
    final void unlink() {
        Table.Home home = home();
        if (home != null) {
            home.table.unlink(this);
        }
    }

    /** Called by the reclaimer once the key has been collected. */
    @Override
    public final void run() {
        Table.Home home = home();
        if (home != null) {
            home.reclaimer().count();
            home.table.reclaim(this);
        }
    }

    /** What the chain ends with; null for an entry that has never been linked. */
    private Table.@Nullable Home home() {
        Entry entry = this;
        while (entry != null && !(entry instanceof Table.Home)) {
            entry = entry.next();
        }
        return (Table.Home) entry;
    }
}

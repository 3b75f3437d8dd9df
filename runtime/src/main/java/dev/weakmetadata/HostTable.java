package dev.weakmetadata;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * A table by hosts, some of which keep their entries in a {@link WeakSlot} of their own: what the collections and the tables
 * of generated classes are.
 *
 * <p>A slot is a {@link Table} itself. What its entries refer to weakly, in place of the host, is the {@link Home} of the table
 * that they belong to. As the home stands in the same array as the bins, and all of an operation goes by the array that it has
 * read first, hosts of both kinds are cleared at the same moment. {@link Slots} says which hosts these are; for any host and
 * table, entries are always in the one place or always in the other. Look-ups try the table first, so that hosts without
 * a slot pay for the question only if they are not found; a table all of whose hosts have slots has no bins to look at.
 */
abstract class HostTable<E extends Entry> extends Table<E> {
    private static final VarHandle COMPUTATIONS;
    private static final VarHandle USER_LOADER;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            COMPUTATIONS = lookup.findVarHandle(HostTable.class, "computations", Computations.class);
            USER_LOADER = lookup.findVarHandle(HostTable.class, "userLoader", WeakReference.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private volatile @Nullable Computations computations;
    private volatile @Nullable WeakReference<ClassLoader> userLoader;

    /** Whether {@link Tables} knows of this table; unless two threads notice at a time, it is told once. */
    private boolean isNoted;

    @Override
    final @Nullable Entry lookUpElsewhere(Object host, @Nullable Entry home) {
        return WeakSlot.areInUse() ? WeakSlot.lookUp(host, home) : null;
    }

    /** As {@link #lookUp}, with the look at the slot first. */
    @SuppressWarnings("unchecked")
    final @Nullable E lookUpInSlot(WeakHost host) {
        Entry found = WeakSlot.lookUp(host, homeIfAny());
        return found == null ? lookUp(host) : (E) found;
    }

    @Override
    @SuppressWarnings("unchecked")
    final E insert(Object host, E entry) {
        if (Tables.noting && !isNoted) {
            isNoted = Tables.note(this);
        }
        try {
            return entry.refersTo(host) ? super.insert(host, entry) : (E) WeakSlot.insertFor(host, entry);
        } finally {
            Reference.reachabilityFence(host);
        }
    }

    /** The loader of whoever uses this table, see {@link Slots}; never another one, but null once it is collected. */
    @Nullable
    ClassLoader userLoader() {
        if (userLoader == null) {
            USER_LOADER.compareAndSet(this, null, new WeakReference<>(Slots.loaderOfCaller()));
        }
        return requireNonNull(userLoader).get();
    }

    /** The computations under way in this table; null as long as there never was one. */
    final @Nullable Computations computations() {
        return computations;
    }

    final Computations startComputing() {
        Computations running = computations;
        return running == null ? startFirst() : running;
    }

    private Computations startFirst() {
        Computations mine = new Computations();
        Computations other = (Computations) COMPUTATIONS.compareAndExchange(this, null, mine);
        return other == null ? mine : other;
    }
}

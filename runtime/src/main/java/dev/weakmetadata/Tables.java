package dev.weakmetadata;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tables that have entries, for those who ask what holds an object: {@link Walk} and {@link Holders}. A table is noted
 * here with its first entry, at about 70 bytes, and goes when it is collected.
 */
final class Tables {
    private static final Set<Noted> ALL = ConcurrentHashMap.newKeySet();

    /** A program may have a table for each of a million objects; nobody waits for all of them to be asked. */
    private static final int ASKED = 1_000;

    private Tables() {}

    private static final class Noted extends WeakReference<Table<?>> implements Runnable {
        @SuppressWarnings("unused") // as long as there is something to clean, there is somebody who does
        private final Reclaimer reclaimer;

        private final @Nullable String firstUse;

        Noted(Table<?> table, Reclaimer reclaimer) {
            super(table, reclaimer.queue);
            this.reclaimer = reclaimer;
            this.firstUse = Cycles.DETECTED && table instanceof WeakMap ? callerOfThisPackage() : null;
        }

        @Override
        public void run() {
            ALL.remove(this);
        }
    }

    /** Called with the first entry. */
    static void note(Table<?> table, Reclaimer reclaimer) {
        if (!(table instanceof WeakSet
                || table instanceof WeakSlot)) { // the one holds nothing, the other all of a host
            Stack.reserve();
            ALL.add(new Noted(table, reclaimer));
        }
    }

    /** A map has no name; the line of code that first used it stands for one. */
    private static @Nullable String callerOfThisPackage() {
        return StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(frames -> frames.filter(
                                frame -> frame.getDeclaringClass().getPackage() != Table.class.getPackage())
                        .findFirst()
                        .map(StackFrame::toStackTraceElement)
                        .map(StackTraceElement::toString)
                        .orElse(null));
    }

    /** Where a map was first used; null if nobody asked for that to be noted. */
    static @Nullable String firstUse(Table<?> table) {
        for (Noted noted : ALL) {
            if (noted.refersTo(table)) {
                return noted.firstUse;
            }
        }
        return null;
    }

    static void forEach(Consumer<Table<?>> action) {
        int asked = 0;
        for (Noted noted : ALL) {
            Table<?> table = noted.get();
            if (table != null && asked++ < ASKED) {
                action.accept(table);
            }
        }
    }

    /** Calls an action with all that tables hold for a host. */
    static void forEachValue(Object host, Consumer<HeldValue> action) {
        forEach(table -> {
            Entry entry = table.lookUp(host);
            if (entry != null) {
                HeldValue.forEach(table, entry, action);
            }
        });
    }
}

package dev.weakmetadata;

import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tables that there are, for those who ask what holds an object: {@link Walk} and {@link Holders}. A table is noted here
 * when it gets a new entry, if by then anybody has asked.
 */
final class Tables {
    /** Whether anybody asks. Not volatile: it is read by each insertion, and nobody is in a hurry. */
    @SuppressWarnings("NonFinalStaticField")
    static boolean noting = Cycles.DETECTED;

    private static final Queue<Noted> ALL = new ConcurrentLinkedQueue<>();

    private Tables() {}

    private static final class Noted extends WeakReference<Table<?>> {
        private final @Nullable String firstUse;

        Noted(Table<?> table) {
            super(table);
            this.firstUse = Cycles.DETECTED && table instanceof WeakMap ? callerOfThisPackage() : null;
        }
    }

    /** Notes a table; forgets collected ones at the pace at which others come. Always true. */
    static boolean note(Table<?> table) {
        ALL.add(new Noted(table));
        for (int i = 0; i < 2; i++) {
            Noted oldest = ALL.poll();
            if (oldest != null && !oldest.refersTo(null)) {
                ALL.add(oldest);
            }
        }
        return true;
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
        for (Noted noted : ALL) {
            Table<?> table = noted.get();
            if (table != null) {
                action.accept(table);
            }
        }
    }

    /**
     * Calls an action with what tables hold for a host.
     *
     * @param most so many tables are asked at most
     */
    static void forEachValue(Object host, int most, Consumer<HeldValue> action) {
        int asked = 0;
        for (Noted noted : ALL) {
            Table<?> table = noted.get();
            Entry entry = table == null ? null : table.lookUp(host);
            if (table != null && entry != null) {
                HeldValue.forEach(table, entry, action);
            }
            if (++asked == most) {
                return;
            }
        }
    }
}

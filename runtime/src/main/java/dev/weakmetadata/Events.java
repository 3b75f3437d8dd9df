package dev.weakmetadata;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/**
 * Flight recorder events, off the hot paths: labels, counts and durations, never a key or a value. Nothing happens where
 * nobody records them, or the JVM has no module {@code jdk.jfr}.
 */
@SuppressWarnings("UnusedVariable") // the flight recorder reads the fields
final class Events {
    private static final boolean AVAILABLE =
            ModuleLayer.boot().findModule("jdk.jfr").isPresent();

    private Events() {}

    /**
     * Whether anybody may be recording. As long as nobody has, no class of an event is touched: to load the first one starts
     * the flight recorder, which takes longer than all else that a small program does with this library.
     */
    private static boolean areWanted() {
        return AVAILABLE && FlightRecorder.isInitialized();
    }

    /** An event that has begun. */
    interface Begun {
        /** Ends and records it. */
        void end(long count);
    }

    static @Nullable Begun resize(Table<?> table, int from, int to) {
        return areWanted() && ResizeEvent.PROBE.isEnabled() ? new ResizeEvent(table.label(), from, to) : null;
    }

    static @Nullable Begun reclaim() {
        return areWanted() && ReclaimEvent.PROBE.isEnabled() ? new ReclaimEvent() : null;
    }

    static @Nullable Begun computation(Object label) {
        return areWanted() && ComputationEvent.PROBE.isEnabled() ? new ComputationEvent(label.toString()) : null;
    }

    static void cycle(String value, String host, String path) {
        if (areWanted() && CycleEvent.PROBE.isEnabled()) {
            new CycleEvent(value, host, path).commit();
        }
    }

    @Name("dev.weakmetadata.Resize")
    @Label("Weak Table Resize")
    @Category("WeakMetadata")
    @Description("A table has moved its entries into an array of another length")
    @StackTrace(false)
    private static final class ResizeEvent extends Event implements Begun {
        static final ResizeEvent PROBE = new ResizeEvent("", 0, 0);

        @Label("Table")
        private final String table;

        @Label("Old Length")
        private final int oldLength;

        @Label("New Length")
        private final int newLength;

        @Label("Entries")
        private long entries;

        ResizeEvent(String table, int oldLength, int newLength) {
            this.table = table;
            this.oldLength = oldLength;
            this.newLength = newLength;
            begin();
        }

        @Override
        public void end(long count) {
            entries = count;
            commit();
        }
    }

    @Name("dev.weakmetadata.Reclaim")
    @Label("Weak Entries Reclaimed")
    @Category("WeakMetadata")
    @Description("Entries of collected keys have been removed, in whichever tables")
    @StackTrace(false)
    private static final class ReclaimEvent extends Event implements Begun {
        static final ReclaimEvent PROBE = new ReclaimEvent();

        @Label("Entries")
        private long entries;

        ReclaimEvent() {
            begin();
        }

        @Override
        public void end(long count) {
            entries = count;
            commit();
        }
    }

    @Name("dev.weakmetadata.Computation")
    @Label("Weak Metadata Computation")
    @Category("WeakMetadata")
    @Description("A function has been run to compute a value that a table did not have")
    private static final class ComputationEvent extends Event implements Begun {
        static final ComputationEvent PROBE = new ComputationEvent("");

        @Label("Computed")
        private final String computed;

        @Label("Stored")
        private boolean stored;

        ComputationEvent(String computed) {
            this.computed = computed;
            begin();
        }

        @Override
        public void end(long count) {
            stored = count > 0;
            commit();
        }
    }

    @Name("dev.weakmetadata.Cycle")
    @Label("Weak Metadata Cycle")
    @Category("WeakMetadata")
    @Description("A value strongly reaches its own host, so that the table keeps both alive")
    @StackTrace(false)
    private static final class CycleEvent extends Event {
        static final CycleEvent PROBE = new CycleEvent("", "", "");

        @Label("Value")
        private final String value;

        @Label("Host")
        private final String host;

        @Label("Path")
        private final String path;

        CycleEvent(String value, String host, String path) {
            this.value = value;
            this.host = host;
            this.path = path;
        }
    }
}

package dev.weakmetadata;

import java.lang.ref.SoftReference;
import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A walk along strong references, breadth first, from table values to an object: the shortest path that leads there.
 *
 * <p>It follows what {@link Contents} can see of an object and, where an object is a host in some table, the values that
 * this table holds for it, for these live as long as the object does. It calls no method of the user's classes. It is
 * bounded in objects, references and depth; and since it looks at objects that other threads are changing, what it finds is
 * what it has seen, if not all at one time.
 */
final class Walk {
    /** The objects that the walk from one value visits at most. */
    static final int OBJECTS = 10_000;

    private static final int DEPTH = 100;

    /** A program may have a table for each of a million objects; nobody waits until each object has been looked up in all. */
    private static final int TABLES = 1_000;

    /** Of a collection's elements most may lead nowhere; this is what ends the longest ones. */
    private static final int REFERENCES_PER_OBJECT = 10;

    /**
     * An object, and how it was reached.
     *
     * @param edge a field, a value of a table, or a text
     */
    private record Step(Object object, @Nullable Step from, Object edge, int depth) {}

    /**
     * A path that was found.
     *
     * @param start the value that it starts at
     * @param text as {@code Handler.button → JButton}
     */
    record Path(HeldValue start, String text) {}

    /** Ends the walk from within the iteration of a collection, however long, or endless because it is being changed. */
    private static final class End extends RuntimeException {
        private static final long serialVersionUID = 1;

        End() {
            super(null, null, false, false);
        }
    }

    private final Object goal;
    private final boolean softly;
    private final int objects;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Queue<Step> ahead = new ArrayDeque<>();
    private int references;
    private @Nullable Step found;

    /**
     * Prepares a walk.
     *
     * @param goal where to arrive
     * @param softly whether soft references count as strong ones
     * @param objects how many to visit at most
     */
    Walk(Object goal, boolean softly, int objects) {
        this.goal = goal;
        this.softly = softly;
        this.objects = objects;
    }

    /**
     * Walks.
     *
     * @param starts calls what it is given with each value to start from, and the object in it
     * @return the path; null if none was found
     */
    @Nullable
    Path find(Consumer<BiConsumer<HeldValue, Object>> starts) {
        try {
            starts.accept((value, object) -> reach(null, value, object));
            for (Step step = ahead.poll(); step != null; step = ahead.poll()) {
                follow(step);
            }
        } catch (End end) {
            // found, or too far
        }
        return found == null ? null : path(found);
    }

    private void reach(@Nullable Step from, Object edge, @Nullable Object object) {
        if (++references / REFERENCES_PER_OBJECT > objects) {
            throw new End();
        }
        if (object == null) {
            return;
        }
        int depth = from == null ? 0 : from.depth + 1;
        if (object == goal) {
            found = new Step(object, from, edge, depth);
            throw new End();
        }
        if (depth < DEPTH && !Contents.isLeaf(object) && seen.add(object)) {
            ahead.add(new Step(object, from, edge, depth));
            if (seen.size() >= objects) {
                throw new End();
            }
        }
    }

    private void follow(Step step) {
        BiConsumer<Object, @Nullable Object> reach = (edge, object) -> reach(step, edge, object);
        try {
            Contents.of(step.object, reach);
            if (softly && step.object instanceof SoftReference<?> reference) {
                reach.accept(".referent", reference.get());
            }
        } catch (End end) {
            throw end;
        } catch (RuntimeException | LinkageError e) {
            // Somebody is changing it, or its class is broken: what has been seen of it has been seen.
        }
        Tables.forEachValue(step.object, TABLES, value -> reach.accept(value, value.word()));
    }

    private static Path path(Step last) {
        StringBuilder text = new StringBuilder();
        HeldValue start = append(last, text);
        return new Path(start, text.append(HeldValue.nameOf(last.object)).toString());
    }

    /** Appends the way to a step, without the step itself; returns where it starts. */
    private static HeldValue append(Step step, StringBuilder text) {
        Step from = step.from;
        if (from == null) {
            return (HeldValue) step.edge;
        }
        HeldValue start = append(from, text);
        if (from.object instanceof Memos) {
            return start; // where the results of a function are is of no interest
        }
        boolean isArguments = from.object instanceof Arguments;
        if (!isArguments) {
            text.append(HeldValue.nameOf(from.object));
        }
        if (step.edge instanceof Field field) {
            text.append(isArguments ? "argument " : ".").append(field.getName());
        } else if (step.edge instanceof HeldValue value) {
            text.append(value.property().isEmpty() ? "'s value in " : "'s ").append(value.name());
        } else {
            text.append(step.edge);
        }
        text.append(" → ");
        return start;
    }
}

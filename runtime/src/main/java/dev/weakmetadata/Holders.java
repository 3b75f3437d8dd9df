package dev.weakmetadata;

import java.util.function.BiConsumer;
import java.util.function.Function;

/** Finds the table that holds an object, for {@link dev.weakmetadata.testing.Collectible}, which gets it by reflection. */
final class Holders {
    private static final int OBJECTS = 100 * Walk.OBJECTS;

    private Holders() {}

    /** Starts to note tables; returns {@link #describe}. */
    static Function<Object, String> start() {
        Tables.noting = true;
        return Holders::describe;
    }

    /**
     * Says which table's value leads to an object, and how: its own value first, then that of any other host, then, if
     * there is none, what holds it softly.
     *
     * @param host an object
     * @return sentences for the user
     */
    private static String describe(Object host) {
        String name = HeldValue.nameOf(host);
        Walk.Path path = new Walk(host, false, OBJECTS).find(start -> own(host, start));
        if (path != null) {
            return "The value of " + path.start().name() + " reaches its own " + name + ": " + path.text()
                    + ". Let the value refer to it weakly (@Weak, or a WeakReference), or pass it as an argument to"
                    + " whoever uses the value.";
        }
        path = new Walk(host, false, OBJECTS).find(Holders::all);
        if (path != null) {
            return "The value of " + path.start().name() + " for another host, of the class "
                    + HeldValue.nameOf(path.start().entry().get()) + ", reaches the " + name + ": " + path.text()
                    + ". Let go of that host, delete the value, or let it refer to the " + name + " weakly.";
        }
        path = new Walk(host, true, OBJECTS).find(start -> own(host, start));
        if (path != null) {
            return "It is softly reachable, and so will be collected only when memory gets short: from the value of "
                    + path.start().name() + ", " + path.text() + ".";
        }
        return "No path to it was found from the values of WeakMetadata's tables" + Contents.unseen()
                + ". Something else holds it, or a path that cannot be seen"
                + (Cycles.DETECTED
                        ? ""
                        : ", or a table that no host was added to since Collectible was first used (-D"
                                + Cycles.PROPERTY + "=true makes all tables known)")
                + ". To find out take a heap dump, by jcmd "
                + ProcessHandle.current().pid() + " GC.heap_dump heap.hprof, while it is there, and look for the paths"
                + " from it to the garbage collector's roots.";
    }

    private static void own(Object host, BiConsumer<HeldValue, Object> start) {
        Tables.forEachValue(host, Integer.MAX_VALUE, value -> start.accept(value, value.word()));
    }

    private static void all(BiConsumer<HeldValue, Object> start) {
        Tables.forEach(table -> table.forEachEntry(entry -> {
            if (!entry.refersTo(null)) {
                HeldValue.forEach(table, entry, value -> start.accept(value, value.word()));
            }
        }));
    }
}

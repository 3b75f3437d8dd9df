package dev.weakmetadata;

import java.lang.System.Logger.Level;
import java.lang.ref.WeakReference;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Says which stored values strongly reach their own key, if {@link Cycles#DETECTED}: once for each way by which they do.
 *
 * <p>A value is put, weakly held, into a bounded queue, and walked by a thread of this class's own: a daemon that takes
 * nothing over from the thread that starts it. It ends as soon as it has nothing to do, and the next value
 * starts another, so that it keeps no class loader alive; what it walks it holds strongly only while it does. When the
 * queue is full values are skipped, and counted.
 */
final class CycleDetector {
    private static final int CAPACITY = 10_000;
    private static final int LINGER_MILLIS = 100;

    /** So many different messages; a program that gets to see more would not read them. */
    private static final int MESSAGES = 1_000;

    static final BlockingQueue<Stored> QUEUE = new LinkedBlockingQueue<>(CAPACITY);
    private static final AtomicBoolean RUNNING = new AtomicBoolean();
    static final AtomicLong SKIPPED = new AtomicLong();
    static final AtomicLong WALKED = new AtomicLong();
    private static final Set<String> LOGGED = ConcurrentHashMap.newKeySet();

    private CycleDetector() {}

    /** A value, or arguments with a result, that an entry has come to hold. */
    static final class Stored extends WeakReference<Object> {
        final WeakReference<Entry> entry;

        Stored(Entry entry, Object value) {
            super(value);
            this.entry = new WeakReference<>(entry);
        }
    }

    /** Called after the value has been stored: whatever happens here is nothing that the caller should see. */
    static void add(Entry entry, Object value) {
        try {
            Stack.reserve();
            if (Contents.isLeaf(value)) {
                return;
            }
            if (!QUEUE.offer(new Stored(entry, value))) {
                SKIPPED.incrementAndGet();
            } else if (!RUNNING.get() && RUNNING.compareAndSet(false, true)) {
                start();
            }
        } catch (RuntimeException | Error e) {
            SKIPPED.incrementAndGet();
        }
    }

    private static void start() {
        boolean started = false;
        try {
            Thread thread = new Thread(null, CycleDetector::run, "weakmetadata-cycle-detector", 0, false);
            thread.setDaemon(true);
            thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
            thread.start();
            started = true;
        } finally {
            if (!started) {
                RUNNING.set(false); // no thread to be had: the next value tries again
            }
        }
    }

    private static void run() {
        do {
            try {
                while (walkNext()) {}
                sayWhatWasNotSeen();
            } catch (Throwable e) {
                // A logger's, or of a JVM out of memory; the next value may have more luck.
            }
            RUNNING.set(false);
        } while (!QUEUE.isEmpty() && RUNNING.compareAndSet(false, true));
    }

    /** Walks the next value; false if there is none for a while. */
    private static boolean walkNext() throws InterruptedException {
        Stored stored = QUEUE.poll(LINGER_MILLIS, TimeUnit.MILLISECONDS);
        if (stored == null) {
            return false;
        }
        Object value = stored.get();
        Entry entry = stored.entry.get();
        if (value != null && entry != null) {
            walk(entry, value);
        }
        return true;
    }

    private static void walk(Entry entry, Object value) {
        Object host = entry.get();
        Table<?> table = tableOf(entry);
        if (host == null || host instanceof Table.Home || table == null) {
            return; // gone, or in a slot, from where it is collected with its host
        }
        HeldValue.forEach(table, entry, held -> {
            // Anything else is another property, or has been stored since, and is in the queue itself.
            if (held.word() == value || (value instanceof Arguments node && held.word() == node.memos)) {
                Walk.Path path = new Walk(host, false, Walk.OBJECTS).find(start -> start.accept(held, value));
                WALKED.incrementAndGet();
                if (path != null) {
                    report(held.name(), HeldValue.nameOf(host), path.text());
                }
            }
        });
    }

    /** The table of an entry; null if it is in none any more. */
    private static @Nullable Table<?> tableOf(Entry entry) {
        Entry last = entry.isDead() ? null : entry;
        while (last != null && !(last instanceof Table.Home)) {
            last = last.next();
        }
        return last == null ? null : ((Table.Home) last).table;
    }

    private static void report(String value, String host, String path) {
        String message = "value of " + value + " reaches its own " + host + ": " + path;
        if (LOGGED.size() < MESSAGES && LOGGED.add(message)) {
            Events.cycle(value, host, path);
            log(
                    Level.WARNING,
                    message
                            + ". Neither is collected before the table is. Let the value refer to its host weakly, or pass"
                            + " the host as an argument to whoever uses the value.");
        }
    }

    private static void sayWhatWasNotSeen() {
        String unseen = Contents.unseen();
        if (!unseen.isEmpty() && LOGGED.add(unseen)) {
            log(Level.INFO, "The cycle detector does not see all fields" + unseen + ".");
        }
        long skipped = SKIPPED.get();
        if (skipped > 0 && LOGGED.add("skipped")) {
            log(
                    Level.INFO,
                    "The cycle detector has skipped " + skipped + " values and walked " + WALKED
                            + ": they came faster than it walks. -D" + Cycles.PROPERTY
                            + "=0.01 looks at a share of them, at random.");
        }
    }

    private static void log(Level level, String message) {
        System.getLogger("dev.weakmetadata").log(level, message);
    }
}

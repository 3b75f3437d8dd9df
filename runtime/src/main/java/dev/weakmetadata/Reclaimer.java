package dev.weakmetadata;

import static java.lang.invoke.MethodHandles.catchException;
import static java.lang.invoke.MethodHandles.constant;
import static java.lang.invoke.MethodHandles.doWhileLoop;
import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.empty;
import static java.lang.invoke.MethodHandles.filterReturnValue;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.guardWithTest;
import static java.lang.invoke.MethodHandles.identity;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Cleaner;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Removes the entries of collected keys and values, in all tables and caches, also in those that nobody touches any more.
 *
 * <p>Every reference that is to be cleaned up after is a {@link Runnable} registered with the one {@link #queue}. A daemon
 * thread blocks on that queue and runs what comes out.
 *
 * <p><b>What keeps what alive.</b> Each table and cache holds the reclaimer strongly; the thread does not. When the last of
 * them is gone the reclaimer is collected, {@code end} comes out of the queue, and the thread ends; the next table starts
 * another. So nothing is left running when there is nothing to watch.
 *
 * <p><b>Why the loop is made of method handles.</b> A running thread keeps the classes of its frames alive, their loaders
 * with them, and everything those have loaded: a loop written in Java, here, would pin this library and the application
 * that brought it until the JVM exits. The handles below are the JDK's own, every frame below an entry's {@code run} is a
 * frame of {@code java.base}, and while it waits the thread reaches nothing but the queue. For the same reason the
 * thread is a {@link Cleaner}'s: those are made without the creator's context class loader, access control context and
 * inherited thread locals. The cleaner's only task is the endless loop, due at a garbage collection.
 *
 * <p><b>When.</b> To link the handles takes more than a hundred milliseconds, which whoever makes the first entry is not to
 * wait for, and a program that ends before the first garbage collection does not need. So another cleaner waits for that
 * collection, makes the thread, and runs what is in the queue by then; its own thread ends with the next collection.
 */
final class Reclaimer implements Runnable {
    private static volatile WeakReference<Reclaimer> current = new WeakReference<>(null);

    final ReferenceQueue<Object> queue = new ReferenceQueue<>();

    // Guarded by this, since the first batch may take so long that the thread begins meanwhile.
    private Events.@Nullable Begun batch;
    private long batchSize;

    @SuppressWarnings("this-escape") // the cleaner gets no more than a reference to it
    private Reclaimer() {
        Cleaner.create().register(new Object(), new Start(queue, new WeakReference<>(this)));
    }

    /** Counts a reclaimed entry. */
    synchronized void count() {
        if (batch == null) {
            batch = Events.reclaim(); // recording may start in the middle of a long batch
        }
        if (batch != null) {
            batchSize++;
        }
    }

    /** Called whenever the queue is empty. */
    @Override
    public synchronized void run() {
        if (batch != null) {
            batch.end(batchSize);
            batch = null;
            batchSize = 0;
        }
    }

    /** The reclaimer of all tables that live now; the caller keeps it for as long as it has anything to be cleaned. */
    static Reclaimer get() {
        Reclaimer reclaimer = current.get();
        return reclaimer == null ? getOrStart() : reclaimer;
    }

    private static synchronized Reclaimer getOrStart() {
        Reclaimer reclaimer = current.get();
        if (reclaimer == null) {
            reclaimer = new Reclaimer();
            current = new WeakReference<>(reclaimer);
        }
        return reclaimer;
    }

    /** Makes the thread. It is run once by a cleaner, which keeps this library alive until then, and no longer. */
    private static final class Start implements Runnable {
        private static final long PAUSE_NANOSECONDS = 100_000_000;

        private final ReferenceQueue<Object> queue;
        private final WeakReference<Reclaimer> reclaimer;

        Start(ReferenceQueue<Object> queue, WeakReference<Reclaimer> reclaimer) {
            this.queue = queue;
            this.reclaimer = reclaimer;
        }

        @Override
        public void run() {
            try {
                while (!startThread()) {
                    LockSupport.parkNanos(PAUSE_NANOSECONDS);
                }
            } catch (LinkageError e) {
                System.getLogger("dev.weakmetadata")
                        .log(System.Logger.Level.ERROR, "Entries of collected keys will not be removed", e);
            }
            runQueued();
        }

        /** False if there is not enough memory at the moment. */
        private boolean startThread() {
            Reclaimer wanted = reclaimer.get();
            if (wanted == null) {
                return true;
            }
            try {
                Reference<?> end = new PhantomReference<>(wanted, queue);
                Cleaner.create().register(new Object(), asRunnable(loop(queue, reclaimer, end)));
                return true;
            } catch (OutOfMemoryError | StackOverflowError e) {
                return false;
            }
        }

        /** Runs what this collection has put into the queue, since the thread waits for the next one. */
        private void runQueued() {
            // Held until the end, so that it is the thread that takes the reclaimer's end out of the queue.
            Reclaimer wanted = reclaimer.get();
            if (wanted == null) {
                return;
            }
            for (Reference<?> reference = queue.poll(); reference != null; reference = queue.poll()) {
                try {
                    ((Runnable) reference).run();
                } catch (Throwable ignored) {
                    // as in the loop: one that fails is no reason to leave out the others
                }
            }
            wanted.run();
        }
    }

    /**
     * In Java it would be:
     *
     * <pre>{@code
     * Thread.currentThread().setName("weakmetadata-reclaimer");
     * boolean more;
     * do {
     *     Reference<?> reference = queue.poll();
     *     if (reference == null) {
     *         try { ((Runnable) whenEmpty.get()).run(); } catch (Throwable ignored) {}
     *         try { reference = queue.remove(); } catch (Throwable interrupted) {}
     *     }
     *     try { ((Runnable) reference).run(); } catch (Throwable ignored) {}
     *     more = !end.equals(reference);
     * } while (more);
     * }</pre>
     */
    private static MethodHandle loop(
            ReferenceQueue<Object> queue, WeakReference<? extends Runnable> whenEmpty, Reference<?> end) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> reference = Reference.class;
            MethodHandle run = lookup.findVirtual(Runnable.class, "run", methodType(void.class))
                    .asType(methodType(void.class, Object.class));
            run = catchException(run, Throwable.class, empty(methodType(void.class, Throwable.class, Object.class)));
            MethodHandle runWhenEmpty = filterReturnValue(
                    lookup.findVirtual(reference, "get", methodType(Object.class))
                            .bindTo(whenEmpty),
                    run);
            MethodHandle remove = lookup.findVirtual(ReferenceQueue.class, "remove", methodType(reference))
                    .bindTo(queue);
            remove = catchException(
                    remove, Throwable.class, dropArguments(constant(reference, null), 0, Throwable.class));
            MethodHandle poll = lookup.findVirtual(ReferenceQueue.class, "poll", methodType(reference))
                    .bindTo(queue);
            MethodHandle isNull = lookup.findStatic(Objects.class, "isNull", methodType(boolean.class, Object.class))
                    .asType(methodType(boolean.class, reference));
            MethodHandle next = filterReturnValue(
                    poll,
                    guardWithTest(
                            isNull,
                            dropArguments(foldArguments(remove, runWhenEmpty), 0, reference),
                            identity(reference)));
            MethodHandle isEnd = lookup.findVirtual(Object.class, "equals", methodType(boolean.class, Object.class))
                    .bindTo(end)
                    .asType(methodType(boolean.class, reference));
            MethodHandle more = guardWithTest(
                    isEnd,
                    dropArguments(constant(boolean.class, false), 0, reference),
                    dropArguments(constant(boolean.class, true), 0, reference));
            MethodHandle step =
                    filterReturnValue(next, foldArguments(more, run.asType(methodType(void.class, reference))));
            MethodHandle loop = doWhileLoop(null, dropArguments(step, 0, boolean.class), identity(boolean.class));
            MethodHandle setName = filterReturnValue(
                    lookup.findStatic(Thread.class, "currentThread", methodType(Thread.class)),
                    insertArguments(
                            lookup.findVirtual(Thread.class, "setName", methodType(void.class, String.class)),
                            1,
                            "weakmetadata-reclaimer"));
            return foldArguments(loop.asType(methodType(void.class)), setName);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("Public methods of java.base were not found", e);
        }
    }

    private static Runnable asRunnable(MethodHandle handle) {
        // JDK 17 defines the proxy in the context class loader, which would then be kept alive by the thread.
        // The thread that this runs on is a cleaner's, whose context class loader is the system class loader.
        return MethodHandleProxies.asInterfaceInstance(Runnable.class, handle);
    }
}

package dev.weakmetadata.stress;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Random operations on hosts of random lifetimes by several threads, on all kinds of tables at once, with a model beside
 * them: no value of a live host is lost, none is there after it has been deleted, the heap stays flat, and nobody hangs.
 *
 * <p>Arguments: the seconds to run, and optionally the seed. The seed decides what each thread does, not when.
 */
public final class Torture {
    private static final int THREADS = 4;

    /** What the collectors' regions may round the used heap up by. */
    private static final long TOLERANCE = 4 << 20;

    private final long seed;
    private final Tables tables = new Tables();
    private final Worker.Shared shared = new Worker.Shared(tables);
    private final List<Worker> workers = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Phaser phases = new Phaser(1);
    private volatile boolean settle;
    private volatile boolean end;

    private Torture(long seed) {
        this.seed = seed;
    }

    /**
     * Runs it.
     *
     * @param args the seconds to run and, optionally, the seed
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] args) throws InterruptedException {
        long seconds = Long.parseLong(args[0]);
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        Torture torture = new Torture(seed);
        try {
            System.out.println(torture.run(seconds));
        } catch (AssertionError e) {
            System.err.println("VIOLATION with seed " + seed + " on " + System.getProperty("java.vm.version") + ", "
                    + ManagementFactory.getRuntimeMXBean().getInputArguments());
            e.printStackTrace();
            System.exit(1);
        }
    }

    private String run(long seconds) throws InterruptedException {
        for (int i = 0; i < THREADS; i++) {
            Worker worker = new Worker(tables, shared, seed, i);
            workers.add(worker);
            phases.register();
            Thread thread = new Thread(() -> work(worker), "worker " + i);
            thread.setDaemon(true);
            thread.start();
        }
        int count = (int) Math.max(4, Math.min(seconds / 5, 40));
        long[] used = new long[count];
        for (int i = 0; i < count; i++) {
            Thread.sleep(TimeUnit.SECONDS.toMillis(seconds) / count);
            settle = true;
            awaitPhase(); // all have settled
            settle = false;
            used[i] = usedHeap(i < 2 ? 0 : Math.max(used[0], used[1]) + TOLERANCE / 2);
            end = i == count - 1;
            awaitPhase(); // and may go on
        }
        checkCounts();
        long steps = workers.stream().mapToLong(worker -> worker.steps).sum();

        // The first two have what the JVM itself still needs to warm up.
        long flat = Math.max(used[0], used[1]);
        for (int i = 2; i < count; i++) {
            if (used[i] > flat + TOLERANCE) {
                throw new AssertionError("The heap grows: " + List.of(flat >> 10, used[i] >> 10) + " KB");
            }
        }
        return "seed " + seed + ": " + steps / 1000 + " thousand steps, " + tables.clearsEnded() + " clears, heap from "
                + (flat >> 10) + " to " + (used[count - 1] >> 10) + " KB";
    }

    private void work(Worker worker) {
        try {
            while (!end) {
                if (settle) {
                    worker.settle();
                    phases.arriveAndAwaitAdvance();
                    phases.arriveAndAwaitAdvance();
                } else {
                    worker.step();
                }
            }
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    private void awaitPhase() throws InterruptedException {
        int phase = phases.arrive();
        for (int waited = 0; waited < 600; waited++) {
            try {
                phases.awaitAdvanceInterruptibly(phase, 100, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                Throwable thrown = failure.get();
                if (thrown != null) {
                    throw new AssertionError(thrown.getMessage(), thrown);
                }
            }
        }
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            System.err.println(thread);
            for (StackTraceElement frame : stack) {
                System.err.println("    at " + frame);
            }
        });
        throw new AssertionError("A thread hangs");
    }

    private void checkCounts() {
        for (int i = 0; i < shared.counted.length; i++) {
            int which = i;
            int expected =
                    workers.stream().mapToInt(worker -> worker.counted[which]).sum();
            Object inMap = tables.counters.getOrDefault(shared.counted[i], 0);
            int inState = tables.state.count(shared.counted[i]);
            if (!inMap.equals(expected) || inState != expected) {
                throw new AssertionError("Lost updates: " + inMap + " and " + inState + " of " + expected);
            }
        }
    }

    /** The heap in use after collections, and after the reclaimer had the time to do its work: at least that long. */
    private static long usedHeap(long enough) throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 40 && (i < 3 || least > enough); i++) {
            System.gc();
            Thread.sleep(20);
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}

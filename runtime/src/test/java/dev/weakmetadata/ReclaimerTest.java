package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The one thread of the library. */
@Tag("gc")
class ReclaimerTest {
    private static Set<Thread> reclaimers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("weakmetadata-reclaimer"))
                .collect(Collectors.toSet());
    }

    @Test
    @SuppressWarnings("removal") // nobody can stop a thread any more, but on JDK 17
    void survivesWhateverItRuns() {
        AtomicInteger runs = new AtomicInteger();
        CountDownLatch allRun = new CountDownLatch(5);
        WeakMap<Object, Object> map = new WeakMap<>();
        Gc.awaitCleared("a value before", value(map));

        Reclaimer reclaimer = Reclaimer.get();
        for (Throwable thrown : new Throwable[] {
            new RuntimeException(),
            new StackOverflowError(),
            new OutOfMemoryError("made up"),
            new ThreadDeath(),
            new Throwable()
        }) {
            FailingReference failing = new FailingReference(reclaimer.queue, thrown, runs, allRun);
            failing.enqueue();
        }
        new WeakReference<>(new Object(), reclaimer.queue).enqueue(); // not even a Runnable
        Gc.await("all have run", () -> runs.get() == 5);

        Gc.awaitCleared("a value after", value(map));
    }

    private static final class FailingReference extends WeakReference<Object> implements Runnable {
        private final Throwable thrown;
        private final AtomicInteger runs;
        private final CountDownLatch allRun;

        FailingReference(ReferenceQueue<Object> queue, Throwable thrown, AtomicInteger runs, CountDownLatch allRun) {
            super(new Object(), queue);
            this.thrown = thrown;
            this.runs = runs;
            this.allRun = allRun;
        }

        @Override
        public void run() {
            runs.incrementAndGet();
            allRun.countDown();
            throw Sneaky.sneak(thrown);
        }
    }

    @Test
    void survivesInterruption() {
        WeakMap<Object, Object> map = new WeakMap<>();
        Gc.awaitCleared("a value before", value(map));
        Gc.await("the thread runs", () -> !reclaimers().isEmpty());

        for (int i = 0; i < 3; i++) {
            reclaimers().forEach(Thread::interrupt);
            Gc.awaitCleared("a value after", value(map));
        }
    }

    private static WeakReference<Object> value(WeakMap<Object, Object> map) {
        Object value = new Object();
        map.set(new Object(), value);
        return new WeakReference<>(value);
    }

    @Test
    void isADaemonWithoutContext() throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        try (URLClassLoader own = Loaders.childFirst()) {
            Set<Thread> before = reclaimers();
            Object map;
            thread.setContextClassLoader(own);
            try {
                map = own.loadClass(WeakMap.class.getName()).getConstructor().newInstance();
                use(map);
            } finally {
                thread.setContextClassLoader(context);
            }
            Thread started = awaitAnotherThan(before);

            assertThat(started.isDaemon()).isTrue();
            assertThat(started.getContextClassLoader()).isNotSameAs(own);
            assertThat(map).hasToString("WeakMap");
        }
    }

    @Test
    void endsWhenNothingIsLeftAndStartsAgain() throws Exception {
        // A runtime of its own, since other tests' maps may still be alive.
        try (URLClassLoader own = Loaders.childFirst()) {
            for (int round = 0; round < 3; round++) {
                Thread started = startedBy(own);
                Gc.await("the thread ends", () -> !started.isAlive());
            }
        }
    }

    private static Thread startedBy(ClassLoader loader) throws Exception {
        Set<Thread> before = reclaimers();
        Object map = loader.loadClass(WeakMap.class.getName()).getConstructor().newInstance();
        use(map);
        Thread started = awaitAnotherThan(before);
        Gc.collect();
        assertThat(started.isAlive()).isTrue();
        assertThat(map).hasToString("WeakMap");
        return started;
    }

    private static Thread awaitAnotherThan(Set<Thread> before) {
        Gc.await("a thread is started", () -> !before.containsAll(reclaimers()));
        Set<Thread> started = reclaimers();
        started.removeAll(before);
        assertThat(started).hasSize(1);
        return started.iterator().next();
    }

    private static void use(Object map) throws ReflectiveOperationException {
        map.getClass().getMethod("set", Object.class, Object.class).invoke(map, new Object(), "value");
    }

    @Test
    void isOneForAllTables() {
        WeakMap<Object, Object> first = new WeakMap<>();
        Gc.awaitCleared("a value", value(first));
        Gc.await("the thread runs", () -> !reclaimers().isEmpty());
        Set<Thread> before = reclaimers();

        for (int i = 0; i < 10; i++) {
            Gc.awaitCleared("a value", value(new WeakMap<>()));
            WeakValueCache.weakValues().put("key", new Object());
        }

        assertThat(before).containsAll(reclaimers());
        assertThat(first).hasToString("WeakMap");
    }
}

package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.application.Application;
import dev.weakmetadata.application.Cyclic;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An application that is undeployed is collected, although its keys live on. */
@Tag("gc")
class UndeployTest {
    private static final Object OUTLIVES = new Object();
    private static final WeakHost OUTLIVING_HOST = new SlotTest.Node();

    @Test
    void runtimeAndApplicationInOneChildFirstLoader() throws Exception {
        WeakReference<ClassLoader> loader = deployAndUndeploy(Loaders::childFirst);

        Gc.awaitCleared("the loader of runtime and application", loader);
        Reference.reachabilityFence(OUTLIVES);
    }

    @Test
    void runtimeInTheParentAndApplicationInTheChild() throws Exception {
        WeakMap<Object, Object> stays = new WeakMap<>(); // so that the reclaimer stays
        stays.set(OUTLIVES, "value");
        WeakReference<ClassLoader> loader = deployAndUndeploy(Loaders::application);

        Gc.awaitCleared("the loader of the application", loader);
        assertThat(stays.get(OUTLIVES)).isEqualTo("value");
    }

    @Test
    void manyTimes() throws Exception {
        for (int i = 0; i < 5; i++) {
            WeakReference<ClassLoader> both = deployAndUndeploy(Loaders::childFirst);
            WeakReference<ClassLoader> application = deployAndUndeploy(Loaders::application);
            Gc.await("both loaders are collected", () -> both.refersTo(null) && application.refersTo(null));
        }
    }

    @Test
    void undeployedAfterTheReclaimerHasWorked() throws Exception {
        WeakReference<ClassLoader> loader = deployCollectAndUndeploy();

        Gc.awaitCleared("the loader", loader);
    }

    @Test
    void cyclesDetectedInRuntimeAndApplicationOfOneLoader() throws Exception {
        try (DetectorRuns log = new DetectorRuns()) {
            WeakReference<ClassLoader> loader = detectAndUndeploy(log);

            Gc.awaitCleared("the loader of runtime and application", loader);
        }
    }

    private static WeakReference<ClassLoader> detectAndUndeploy(DetectorRuns log) throws Exception {
        try (URLClassLoader loader = DetectorRuns.loader("true")) {
            detect(log, loader);
            return new WeakReference<>(loader);
        }
    }

    @Test
    void cyclesDetectedByTheRuntimeInTheParent() throws Exception {
        try (DetectorRuns log = new DetectorRuns();
                URLClassLoader parent = DetectorRuns.loader("true")) {
            WeakReference<ClassLoader> loader = detectInChildAndUndeploy(log, parent);

            Gc.awaitCleared("the loader of the application", loader);
            Reference.reachabilityFence(parent);
        }
    }

    private static WeakReference<ClassLoader> detectInChildAndUndeploy(DetectorRuns log, ClassLoader parent)
            throws Exception {
        try (URLClassLoader loader = (URLClassLoader) DetectorRuns.call(parent, Loaders.class, "application")) {
            detect(log, loader);
            return new WeakReference<>(loader);
        }
    }

    private static void detect(DetectorRuns log, ClassLoader loader) throws Exception {
        use(loader);
        DetectorRuns.call(loader, Cyclic.class, "lambda");
        log.await(Level.WARNING, message -> message.contains("Cyclic.Button"));
    }

    private static WeakReference<ClassLoader> deployAndUndeploy(Supplier<URLClassLoader> loaders) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader context = thread.getContextClassLoader();
        try (URLClassLoader loader = loaders.get()) {
            thread.setContextClassLoader(loader);
            use(loader);
            return new WeakReference<>(loader);
        } finally {
            thread.setContextClassLoader(context);
        }
    }

    private static WeakReference<ClassLoader> deployCollectAndUndeploy() throws Exception {
        try (URLClassLoader loader = Loaders.childFirst()) {
            use(loader);
            Gc.collect();
            use(loader);
            Gc.collect();
            return new WeakReference<>(loader);
        }
    }

    private static void use(ClassLoader loader) throws Exception {
        Class<?> type = loader.loadClass(Application.class.getName());
        assertThat(type).isNotSameAs(Application.class);
        for (Object outlives : List.of(OUTLIVES, OUTLIVING_HOST)) {
            Object application = type.getConstructor(Object.class).newInstance(outlives);
            assertThat(((Callable<?>) application).call()).isEqualTo("used WeakMapWeakSetWeakValueCache");
        }
    }
}

package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.application.Application;
import dev.weakmetadata.application.Cyclic;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

    // On the module path

    @TempDir
    Path folder;

    @Test
    void runtimeAndApplicationInOneLayer() throws Exception {
        WeakReference<ClassLoader> loader =
                useIn(ModuleLayer.boot(), ModuleFinder.of(Loaders.mainFolder(), applicationJar()));

        Gc.awaitCleared("the loader of runtime and application", loader);
        Reference.reachabilityFence(OUTLIVES);
    }

    @Test
    void runtimeInTheParentLayerAndApplicationInTheChild() throws Exception {
        ModuleLayer parent = layer(ModuleLayer.boot(), ModuleFinder.of(Loaders.mainFolder()));
        ClassLoader runtime = parent.findLoader("dev.weakmetadata.runtime");
        Object stays = // so that the reclaimer stays
                runtime.loadClass(WeakMap.class.getName()).getConstructor().newInstance();
        stays.getClass().getMethod("set", Object.class, Object.class).invoke(stays, OUTLIVES, "value");

        WeakReference<ClassLoader> loader = useIn(parent, ModuleFinder.of(applicationJar()));

        Gc.awaitCleared("the loader of the application", loader);
        assertThat(stays).hasToString("WeakMap");
        Reference.reachabilityFence(OUTLIVES);
    }

    private WeakReference<ClassLoader> useIn(ModuleLayer parent, ModuleFinder modules) throws Exception {
        ClassLoader loader = layer(parent, modules).findLoader("application");
        use(loader);
        Module runtime = loader.loadClass(WeakMap.class.getName()).getModule();
        assertThat(runtime.getName()).isEqualTo("dev.weakmetadata.runtime");
        return new WeakReference<>(loader);
    }

    private static ModuleLayer layer(ModuleLayer parent, ModuleFinder modules) {
        List<String> names = modules.findAll().stream()
                .map(module -> module.descriptor().name())
                .toList();
        Configuration configuration = parent.configuration().resolve(modules, ModuleFinder.of(), names);
        ClassLoader above = parent.modules().stream()
                .map(Module::getClassLoader)
                .filter(loader -> parent != ModuleLayer.boot())
                .findAny()
                .orElse(UndeployTest.class.getClassLoader());
        return parent.defineModulesWithOneLoader(configuration, above);
    }

    /** An automatic module of the application. */
    private Path applicationJar() throws Exception {
        Path jar = folder.resolve("application.jar");
        if (!Files.exists(jar)) {
            Path classes = Loaders.testsFolder();
            try (Stream<Path> files = Files.list(classes.resolve("dev/weakmetadata/application"));
                    JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
                for (Path file : files.toList()) {
                    out.putNextEntry(new JarEntry("dev/weakmetadata/application/" + file.getFileName()));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
        }
        return jar;
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

package dev.weakmetadata.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.WeakMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** The runtime as a bundle in a framework, used by another bundle. */
class OsgiTest {
    private Framework framework;

    @BeforeEach
    void start() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        System.getProperty("felix.cache"),
                        Constants.FRAMEWORK_STORAGE_CLEAN,
                        Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT));
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void entriesAreReclaimedAndBundlesAreUnloaded() throws Exception {
        List<WeakReference<Object>> loaders = useAndUninstall();
        assertThat(isCollected(loaders.get(0)))
                .as("the user's bundle is collected")
                .isTrue();
        assertThat(isCollected(loaders.get(1)))
                .as("the runtime's bundle is collected")
                .isTrue();
    }

    private List<WeakReference<Object>> useAndUninstall() throws Exception {
        BundleContext context = framework.getBundleContext();
        Bundle runtime = context.installBundle(
                Path.of(System.getProperty("runtime.jar")).toUri().toString());
        Bundle user = context.installBundle(userBundle().toUri().toString());
        user.start();

        Callable<?> program = context.getService(context.getServiceReference(Callable.class));
        @SuppressWarnings("unchecked")
        List<WeakReference<Object>> keyAndValue = (List<WeakReference<Object>>) program.call();
        assertThat(keyAndValue)
                .hasSize(2)
                .allSatisfy(reference -> assertThat(isCollected(reference)).isTrue());

        Object itsMap = program.getClass().getDeclaredField("map").get(program);
        List<WeakReference<Object>> loaders = List.of(
                new WeakReference<>(program.getClass().getClassLoader()),
                new WeakReference<>(itsMap.getClass().getClassLoader()));
        assertThat(itsMap.getClass().getClassLoader())
                .as("the bundle's own copy")
                .isNotSameAs(WeakMap.class.getClassLoader());
        user.uninstall();
        runtime.uninstall();
        refresh();
        return loaders;
    }

    private void refresh() throws InterruptedException {
        FrameworkWiring wiring = framework.adapt(FrameworkWiring.class);
        CountDownLatch refreshed = new CountDownLatch(1);
        Collection<Bundle> all = wiring.getRemovalPendingBundles();
        wiring.refreshBundles(all, event -> refreshed.countDown());
        refreshed.await();
    }

    private static boolean isCollected(WeakReference<?> reference) {
        for (int i = 0; i < 200 && !reference.refersTo(null); i++) {
            System.gc();
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return reference.refersTo(null);
    }

    private static Path userBundle() throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
        headers.putValue(Constants.BUNDLE_SYMBOLICNAME, "user");
        headers.putValue(Constants.IMPORT_PACKAGE, "dev.weakmetadata, org.osgi.framework");
        headers.putValue(Constants.BUNDLE_ACTIVATOR, User.class.getName());
        Path jar = Files.createTempFile("user", ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Class<?> type : List.of(User.class, Program.class)) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(out);
                }
            }
        }
        jar.toFile().deleteOnExit();
        return jar;
    }

    /** Runs in the framework. */
    public static final class User implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            context.registerService(Callable.class, new Program(), null);
        }

        @Override
        public void stop(BundleContext context) {}
    }

    /** A key that is dropped, and its value: both are to go without another call on the map. */
    public static final class Program implements Callable<List<WeakReference<Object>>> {
        public final WeakMap<Object, Object> map = new WeakMap<>();

        @Override
        public List<WeakReference<Object>> call() {
            Object key = new Object();
            Object value = new Object();
            map.set(key, value);
            return List.of(new WeakReference<>(key), new WeakReference<>(value));
        }
    }
}

package dev.weakmetadata;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Class loaders as containers have them. */
final class Loaders {
    private Loaders() {}

    private static URL main() {
        return WeakMap.class.getProtectionDomain().getCodeSource().getLocation();
    }

    private static URL tests() {
        return Loaders.class.getProtectionDomain().getCodeSource().getLocation();
    }

    static Path mainFolder() {
        return Path.of(URI.create(main().toString()));
    }

    static Path testsFolder() {
        return Path.of(URI.create(tests().toString()));
    }

    /** Loads the runtime and the tests' classes once more; everything else comes from the parent. */
    static URLClassLoader childFirst() {
        return new ChildFirst(new URL[] {main(), tests()}, Loaders.class.getClassLoader(), "dev.weakmetadata.");
    }

    /** Loads the application of the tests once more; the runtime comes from the parent. */
    static URLClassLoader application() {
        return new ChildFirst(new URL[] {tests()}, Loaders.class.getClassLoader(), "dev.weakmetadata.application.");
    }

    private static final class ChildFirst extends URLClassLoader {
        private final String prefix;

        ChildFirst(URL[] urls, ClassLoader parent, String prefix) {
            super(urls, parent);
            this.prefix = prefix;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded == null) {
                    loaded = name.startsWith(prefix) ? findClass(name) : super.loadClass(name, false);
                }
                return loaded;
            }
        }
    }
}

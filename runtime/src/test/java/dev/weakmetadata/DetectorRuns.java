package dev.weakmetadata;

import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The runtime, loaded once more with the detector on; and what it logs. */
final class DetectorRuns implements AutoCloseable {
    private final Logger logger = Logger.getLogger("dev.weakmetadata"); // which would else be collected
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    DetectorRuns() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    @Override
    public void close() {
        logger.setUseParentHandlers(true);
        logger.removeHandler(handler);
    }

    static URLClassLoader loader(String share) throws Exception {
        URLClassLoader loader = Loaders.childFirst();
        initialize(loader, share);
        return loader;
    }

    static void initialize(ClassLoader loader, String share) throws Exception {
        System.setProperty(Cycles.PROPERTY, share);
        try {
            Class.forName(Cycles.class.getName(), true, loader);
        } finally {
            System.clearProperty(Cycles.PROPERTY);
        }
    }

    /** Calls a static method without arguments, in that loader. */
    static Object call(ClassLoader loader, Class<?> type, String method) throws Exception {
        Method found = loader.loadClass(type.getName()).getDeclaredMethod(method);
        found.setAccessible(true);
        return found.invoke(null);
    }

    List<String> messages(Level level) {
        return records.stream()
                .filter(record -> record.getLevel() == level)
                .map(LogRecord::getMessage)
                .toList();
    }

    String await(Level level, Predicate<String> message) throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            List<String> matching = messages(level).stream().filter(message).toList();
            if (!matching.isEmpty()) {
                return matching.get(0);
            }
            if (System.nanoTime() - start > 30_000_000_000L) {
                throw new AssertionError("Not logged within 30 s; was logged: "
                        + records.stream().map(LogRecord::getMessage).toList());
            }
            Thread.sleep(2);
        }
    }
}

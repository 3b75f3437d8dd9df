package dev.weakmetadata;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/** What tests have to know of the inside: reads private fields, so that none has to be opened for them. */
final class Internals {
    private Internals() {}

    /** The computations under way in a table or cache. */
    static Map<?, ?> running(Object tableOrCache) {
        Class<?> type = tableOrCache instanceof HostTable ? HostTable.class : tableOrCache.getClass();
        return (Map<?, ?>) read(Computations.class, "running", read(type, "computations", tableOrCache));
    }

    /** What threads are waiting for. */
    static Map<?, ?> waiting() {
        return (Map<?, ?>) read(Computations.class, "WAITING", null);
    }

    /** The number of bins of a table. */
    static int bins(Table<?> table) {
        return ((Object[]) read(Table.class, "bins", table)).length - 1; // the last one is the home
    }

    /** The entries of a cache, whether or not their values have been collected. */
    static Map<?, ?> values(WeakValueCache<?, ?> cache) {
        return (Map<?, ?>) read(WeakValueCache.class, "values", cache);
    }

    static Object read(Class<?> type, String name, Object object) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException e) {
            return Assertions.fail(e);
        }
    }

    /** A map whose entries the slots of this loader's hosts take, whoever calls it; that would decide otherwise. */
    static <V> WeakMap<Object, V> mapOfThisLoader() {
        WeakMap<Object, V> map = new WeakMap<>();
        try {
            Field field = HostTable.class.getDeclaredField("userLoader");
            field.setAccessible(true);
            field.set(map, new WeakReference<>(HostTable.class.getClassLoader()));
            return map;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}

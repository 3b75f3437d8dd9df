package dev.weakmetadata.samples.chart;

import com.google.common.collect.MapMaker;
import dev.weakmetadata.WeakMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map under test.
 *
 * @param name what it is called
 * @param set associates data with a session
 * @param get finds a session's data
 */
record Store(String name, BiConsumer<Session, byte[]> set, Function<Session, byte @Nullable []> get) {

    static List<Store> all() {
        return List.of(
                of("HashMap", new HashMap<>()),
                of("WeakHashMap", new WeakHashMap<>()),
                of("Guava weakKeys", new MapMaker().weakKeys().makeMap()),
                of("WeakMap (ours)", new WeakMap<>()));
    }

    private static Store of(String name, Map<Session, byte[]> map) {
        return new Store(name, map::put, map::get);
    }

    private static Store of(String name, WeakMap<Session, byte[]> map) {
        return new Store(name, map::set, map::get);
    }
}

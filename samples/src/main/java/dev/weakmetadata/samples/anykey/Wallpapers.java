package dev.weakmetadata.samples.anykey;

import dev.weakmetadata.WeakValueCache;
import java.util.concurrent.atomic.AtomicInteger;

/** Wallpapers by name: one that is in use somewhere is shared, one that is not takes no memory. */
final class Wallpapers {
    private final WeakValueCache<String, Wallpaper> cache = WeakValueCache.weakValues();
    private final AtomicInteger painted = new AtomicInteger();

    Wallpaper get(String name) {
        return cache.get(name, this::paint);
    }

    private Wallpaper paint(String name) {
        painted.incrementAndGet();
        return Wallpaper.paint(name);
    }

    /** How many were painted: so that the sample can tell. */
    int painted() {
        return painted.get();
    }
}

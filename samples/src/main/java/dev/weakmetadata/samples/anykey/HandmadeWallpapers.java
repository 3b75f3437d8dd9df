package dev.weakmetadata.samples.anykey;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/** {@link Wallpapers} by hand, a map paired with weak references: the results go, the entries stay. */
final class HandmadeWallpapers {
    private final Map<String, WeakReference<Wallpaper>> cache = new HashMap<>();

    Wallpaper get(String name) {
        WeakReference<Wallpaper> reference = cache.get(name);
        Wallpaper wallpaper = reference == null ? null : reference.get();
        if (wallpaper == null) {
            wallpaper = Wallpaper.paint(name);
            cache.put(name, new WeakReference<>(wallpaper));
        }
        return wallpaper;
    }
}

package dev.weakmetadata.samples.anykey;

import dev.weakmetadata.InvalidWeakKeyException;
import dev.weakmetadata.WeakMap;
import dev.weakmetadata.samples.Garbage;
import dev.weakmetadata.samples.Report;
import dev.weakmetadata.samples.Sample;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** A cache for keys that have no identity, strings for example: here it is the result that is held weakly. */
public final class AnyKeySample implements Sample {

    @Override
    public String name() {
        return "anykey";
    }

    @Override
    public String description() {
        return "results by string key, collected when nobody uses them";
    }

    @Override
    public void run(Report report) {
        stringIsNoWeakKey(report);
        report.gap();
        shareWhileInUse(report);
        report.gap();
        forgetWhenUnused(report);
    }

    private static void stringIsNoWeakKey(Report report) {
        String refusal = "";
        try {
            new WeakMap<String, Integer>().set("dunes", 1);
        } catch (InvalidWeakKeyException e) {
            refusal = "" + e.getMessage();
        }
        report.say("A WeakMap refuses a string as a key, and says:");
        report.say("  " + refusal);
        report.claim(refusal.contains("WeakValueCache"), "it names the alternative, which this sample is about");
    }

    private static void shareWhileInUse(Report report) {
        Wallpapers wallpapers = new Wallpapers();
        Wallpaper dunes = wallpapers.get("dunes");
        Garbage.collectSome();
        Wallpaper again = wallpapers.get(new String("dunes"));
        report.say("A wallpaper of " + dunes.kilobytes() + " KB is asked for twice, by two strings that are equal.");
        report.claim(
                again == dunes && wallpapers.painted() == 1,
                "it is painted once: a result in use is shared, and garbage collections leave it alone");
    }

    private static void forgetWhenUnused(Report report) {
        int count = 50;
        Wallpapers wallpapers = new Wallpapers();
        HandmadeWallpapers handmade = new HandmadeWallpapers();
        List<Dropped> dropped = useAndDrop(count, wallpapers::get);
        List<Dropped> handmadeDropped = useAndDrop(count, handmade::get);
        report.say(count + " wallpapers are used and dropped, and the cache is left alone. After garbage collections:");
        boolean allCollected = Garbage.collectUntil(() -> kept(dropped, Dropped::wallpaper) == 0)
                && Garbage.collectUntil(() -> kept(dropped, Dropped::name) == 0);
        Garbage.collectSome();
        report.table(
                List.of("cache", "results kept", "keys kept"),
                List.of(row("WeakValueCache", dropped), row("a Map of WeakReferences", handmadeDropped)));
        report.claim(allCollected, "WeakValueCache keeps nothing of what is no longer in use, keys included");
        Reference.reachabilityFence(handmade);

        int before = wallpapers.painted();
        wallpapers.get("wallpaper 7");
        report.claim(wallpapers.painted() == before + 1, "who asks again gets a new one");
    }

    private static List<Dropped> useAndDrop(int count, Function<String, Wallpaper> cache) {
        return IntStream.range(0, count)
                .mapToObj(number -> "wallpaper " + number)
                .map(name -> new Dropped(new WeakReference<>(name), new WeakReference<>(cache.apply(name))))
                .toList();
    }

    private static List<String> row(String cache, List<Dropped> dropped) {
        return List.of(cache, "" + kept(dropped, Dropped::wallpaper), "" + kept(dropped, Dropped::name));
    }

    private static long kept(List<Dropped> dropped, Function<Dropped, Reference<?>> part) {
        return dropped.stream()
                .map(part)
                .filter(reference -> !Garbage.isCollected(reference))
                .count();
    }

    private record Dropped(WeakReference<String> name, WeakReference<Wallpaper> wallpaper) {}
}

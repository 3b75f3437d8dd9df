package dev.weakmetadata.samples.anykey;

/** A large result of a short string. */
final class Wallpaper {
    private static final int SIZE = 256;

    private final int[] pixels = new int[SIZE * SIZE];

    private Wallpaper() {}

    static Wallpaper paint(String name) {
        Wallpaper wallpaper = new Wallpaper();
        for (int i = 0; i < wallpaper.pixels.length; i++) {
            wallpaper.pixels[i] = name.hashCode() * (i % SIZE ^ i / SIZE);
        }
        return wallpaper;
    }

    int kilobytes() {
        return pixels.length * Integer.BYTES / 1024;
    }
}

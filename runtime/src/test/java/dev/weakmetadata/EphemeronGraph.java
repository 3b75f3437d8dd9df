package dev.weakmetadata;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * A random graph of hosts and maps, made of references and of map entries, and beside it a model that says by boolean algebra
 * what must be collected once only its roots are held.
 *
 * <p>A value is reachable while its key is, <em>and</em> its map; a map may be reachable through that very value, which is
 * what a slot cannot see: the model is the greatest solution of these equations. Where each map is held from elsewhere, that
 * is what JavaScript's {@code WeakMap} promises.
 */
final class EphemeronGraph {
    /** A host, with or without a slot, that may reference others. */
    interface Host {
        /** What this references: hosts and maps. */
        List<Object> references();
    }

    private record Entry(int map, int key, int value) {}

    private final int hosts;
    private final List<Object> objects = new ArrayList<>();
    private final List<BitSet> references = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();
    private final List<Object> roots = new ArrayList<>();
    private final BitSet rootIndices = new BitSet();
    private final List<WeakReference<Object>> weak = new ArrayList<>();

    @SuppressWarnings("unchecked")
    EphemeronGraph(long seed, int hosts, int maps, Supplier<? extends Host> newHost) {
        SplittableRandom random = new SplittableRandom(seed);
        this.hosts = hosts;
        int all = hosts + maps;
        for (int i = 0; i < all; i++) {
            objects.add(i < hosts ? newHost.get() : new WeakMap<Object, Object>());
            references.add(new BitSet());
            weak.add(new WeakReference<>(objects.get(i)));
        }
        for (int i = random.nextInt(hosts); i > 0; i--) {
            int from = random.nextInt(hosts);
            int to = random.nextInt(all);
            ((Host) objects.get(from)).references().add(objects.get(to));
            references.get(from).set(to);
        }
        for (int i = random.nextInt(3 * hosts); i > 0; i--) {
            Entry entry = new Entry(hosts + random.nextInt(maps), random.nextInt(hosts), random.nextInt(all));
            WeakMap<Object, Object> map = (WeakMap<Object, Object>) objects.get(entry.map);
            Object value = objects.get(entry.value);
            map.set(objects.get(entry.key), random.nextBoolean() ? value : (Supplier<Object>) () -> value);
            entries.removeIf(old -> old.map == entry.map && old.key == entry.key);
            entries.add(entry);
        }
        for (int i = 0; i < all; i++) {
            if (random.nextInt(i < hosts ? 8 : 2) == 0) {
                rootIndices.set(i);
                roots.add(objects.get(i));
            }
        }
    }

    /** Lets go of all but the roots. */
    void holdRootsOnly() {
        objects.clear();
    }

    /** What must be alive now, by the model; all else must go. */
    BitSet expected() {
        List<Entry> kept = new ArrayList<>(entries);
        while (true) {
            BitSet reached = (BitSet) rootIndices.clone();
            boolean more = true;
            while (more) {
                BitSet before = (BitSet) reached.clone();
                before.stream().forEach(i -> reached.or(references.get(i)));
                kept.stream().filter(entry -> before.get(entry.key)).forEach(entry -> reached.set(entry.value));
                more = !reached.equals(before);
            }
            if (!kept.removeIf(entry -> !reached.get(entry.map))) {
                return reached;
            }
        }
    }

    /** What is alive now. */
    BitSet alive() {
        BitSet alive = new BitSet();
        for (int i = 0; i < weak.size(); i++) {
            alive.set(i, !weak.get(i).refersTo(null));
        }
        Reference.reachabilityFence(roots);
        return alive;
    }

    /** Whether the roots' entries are all there, each value being the right object. */
    boolean entriesOfRootsAreThere() {
        return entries.stream().allMatch(entry -> {
            Object map = weak.get(entry.map).get();
            Object key = weak.get(entry.key).get();
            if (map == null || key == null) {
                return true;
            }
            Object value = ((WeakMap<?, ?>) map).get(key);
            return (value instanceof Supplier<?> supplier ? supplier.get() : value)
                    == weak.get(entry.value).get();
        });
    }

    @Override
    public String toString() {
        return hosts + " hosts, references " + references + ", " + entries + ", roots " + rootIndices;
    }
}

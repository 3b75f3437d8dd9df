package dev.weakmetadata.samples.chart;

import dev.weakmetadata.samples.Garbage;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/** Sessions come, get their data, and go, in rounds; then the map is left alone. */
final class Workload {
    static final int ROUNDS = 4;
    static final int SESSIONS = 2_000;
    static final int BYTES = 4_096;
    static final int IDLE = 2;

    /** One session in so many is equal to the one before it. */
    static final int TWINS = 10;

    private final Store store;
    private final List<WeakReference<byte[]>> data = new ArrayList<>();
    private final List<Double> megabytes = new ArrayList<>();
    private int foundOwnData;

    private Workload(Store store) {
        this.store = store;
    }

    static Workload runWith(Store store) {
        Workload workload = new Workload(store);
        workload.run();
        return workload;
    }

    String storeName() {
        return store.name();
    }

    /** Used heap after each arrival and each departure, then a few times while idle. */
    List<Double> megabytes() {
        return megabytes;
    }

    /** Used heap when the last sessions are gone. */
    double megabytesWhenGone() {
        return megabytes.get(2 * ROUNDS - 1);
    }

    double megabytesAfterIdling() {
        return megabytes.get(megabytes.size() - 1);
    }

    /** How many sessions found the data that was set for them. */
    int foundOwnData() {
        return foundOwnData;
    }

    /** How many sessions' data is in memory now. */
    int dataKept() {
        data.removeIf(Garbage::isCollected);
        return data.size();
    }

    private void run() {
        long before = Garbage.usedHeap();
        for (int round = 0; round < ROUNDS; round++) {
            List<Session> sessions = arrive(round);
            measure(before);
            Reference.reachabilityFence(sessions);
            sessions = List.of();
            measure(before);
        }
        for (int i = 0; i < IDLE; i++) {
            measure(before);
        }
    }

    private List<Session> arrive(int round) {
        List<Session> sessions = new ArrayList<>();
        List<byte[]> expected = new ArrayList<>();
        for (int i = 0; i < SESSIONS; i++) {
            int user = i % TWINS == 1 ? i - 1 : i;
            Session session = new Session("user " + user + " of round " + round);
            byte[] bytes = new byte[BYTES];
            store.set().accept(session, bytes);
            data.add(new WeakReference<>(bytes));
            sessions.add(session);
            expected.add(bytes);
        }
        for (int i = 0; i < SESSIONS; i++) {
            if (store.get().apply(sessions.get(i)) == expected.get(i)) {
                foundOwnData++;
            }
        }
        return sessions;
    }

    private void measure(long before) {
        megabytes.add(Math.max(0, Garbage.usedHeap() - before) / (1024.0 * 1024.0));
        data.removeIf(Garbage::isCollected); // references to nothing are not to be measured
    }
}

package dev.weakmetadata;

import dev.weakmetadata.HostEntry.Hosts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What {@link CycleDetectorTest} runs in a runtime that has been loaded with the detector on. */
final class CycleScenarios {
    private static final Hosts HOSTS = new Hosts();

    private CycleScenarios() {}

    private static final class Host {}

    private record Box(Object content) {}

    private record Closed(int number, String text, List<Box> boxes) {}

    static void property() {
        Host host = new Host();
        HOSTS.note(host, new Object[] {host});
    }

    static void layout() {
        Host host = new Host();
        HOSTS.layout(host, () -> new Box(host));
    }

    static void icon() {
        Host host = new Host();
        HOSTS.icon(host, "theme", 1, () -> "other");
        HOSTS.icon(host, "theme", 2, () -> new Box(host));
    }

    static void iconArgument() {
        Host host = new Host();
        HOSTS.icon(host, new Box(host), 1, () -> "result");
    }

    static void weaklyHeld() {
        Host host = new Host();
        HOSTS.note(host, Words.weak(host));
        HOSTS.weakLayout(host, () -> host);
        HOSTS.weakIcon(host, "theme", 1, () -> host);
    }

    /** Waits until all that has been stored before has been walked. */
    static void awaitWalks() throws InterruptedException {
        while (!CycleDetector.QUEUE.isEmpty()) {
            Thread.sleep(1);
        }
        // The last one may be under way; of the next two walks to end the second is of a value that is stored now.
        WeakMap<Object, Object> map = new WeakMap<>();
        Host[] hosts = {new Host(), new Host()};
        await(CycleDetector.WALKED.get() + 2, () -> {
            map.set(hosts[0], new Box("first"));
            map.set(hosts[1], new Box("second"));
        });
    }

    private static void await(long walked, Runnable store) throws InterruptedException {
        store.run();
        long start = System.nanoTime();
        while (CycleDetector.WALKED.get() < walked) {
            if (System.nanoTime() - start > 30_000_000_000L) {
                throw new AssertionError("only " + CycleDetector.WALKED + " of " + walked + " walked within 30 s");
            }
            Thread.sleep(1);
        }
    }

    static String aMillionClosedValues() throws InterruptedException {
        awaitWalks();
        int hosts = 5_000; // fewer than the queue takes
        Host[] host = new Host[hosts];
        WeakMap<Host, Closed> map = new WeakMap<>();
        long walked = CycleDetector.WALKED.get();
        long skipped = CycleDetector.SKIPPED.get();
        for (int i = 0; i < 1_000_000; i += hosts) {
            int first = i;
            await(walked + i + hosts, () -> {
                for (int k = 0; k < hosts; k++) {
                    host[k] = new Host();
                    map.set(host[k], new Closed(first + k, "text", List.of(new Box("text"), new Box(host[0] == null))));
                }
            });
        }
        return CycleDetector.WALKED.get() - walked + " walked, " + (CycleDetector.SKIPPED.get() - skipped) + " skipped";
    }

    static void changesWhileWalked() throws InterruptedException {
        WeakMap<Host, Object> map = new WeakMap<>();
        Host host = new Host();
        List<Object> list = new ArrayList<>(Collections.nCopies(1_000, new Box("")));
        Map<Object, Object> values = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            map.set(host, i % 2 == 0 ? list : values);
            for (int k = 0; k < 100; k++) {
                list.remove(list.size() - 1);
                list.add(k, new Box(k));
                values.put((i * 100 + k) % 5_000, new Box(k));
                values.remove((i * 100 + 50 * k) % 5_000);
            }
        }
        awaitWalks();
    }

    static void hugeValues() throws InterruptedException {
        WeakMap<Object, Object> map = new WeakMap<>();
        Host host = new Host();
        Host second = new Host();
        Box deep = new Box(host);
        for (int i = 0; i < 1_000_000; i++) {
            deep = new Box(deep);
        }
        Box value = deep;
        map.set(host, value);
        map.set(second, Collections.nCopies(Integer.MAX_VALUE, "text"));
        awaitWalks();
    }

    static void flood() {
        WeakMap<Host, Object> map = new WeakMap<>();
        List<Host> hosts = new ArrayList<>();
        Object[] slow = new Object[2_000];
        for (int i = 0; i < slow.length; i++) {
            slow[i] = new Box(i);
        }
        for (int i = 0; i < 30_000; i++) {
            Host host = new Host();
            hosts.add(host);
            map.set(host, new Box(slow));
        }
        hosts.forEach(map::delete); // what is left in the queue is not walked any more
    }

    static long share() throws InterruptedException {
        WeakMap<Host, Object> map = new WeakMap<>();
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            Host host = new Host();
            hosts.add(host);
            map.set(host, new Box(i));
        }
        long walked;
        do {
            walked = CycleDetector.WALKED.get();
            Thread.sleep(300);
        } while (walked < CycleDetector.WALKED.get());
        return hosts.isEmpty() ? 0 : walked;
    }
}

package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsTest {
    private static final int KEYS = 70_000;

    @TempDir
    Path folder;

    @Test
    void recordsGrowthByTableAndLengths() throws Exception {
        List<Object> keys = new ArrayList<>();
        List<RecordedEvent> events = record("dev.weakmetadata.Resize", () -> {
            WeakSet<Object> set = new WeakSet<>();
            for (int i = 0; i < KEYS; i++) {
                Object key = new Object();
                keys.add(key);
                set.add(key);
            }
        });

        List<RecordedEvent> ours = events.stream()
                .filter(event -> event.getString("table").equals("WeakSet"))
                .toList();
        assertThat(ours).isNotEmpty().allSatisfy(event -> {
            int oldLength = event.getInt("oldLength");
            int growth = oldLength == 16 ? 8 : oldLength < 65_536 ? 2 : 4;
            assertThat(event.getInt("newLength")).isEqualTo(growth * oldLength);
            int capacity = oldLength <= 16 || oldLength >= 65_536
                    ? oldLength
                    : oldLength <= 4096 ? oldLength / 4 : oldLength / 2;
            assertThat(event.getLong("entries")).isBetween((long) capacity, (long) KEYS);
        });
    }

    @Test
    void recordsComputationsByClassAndNeverByValue() throws Exception {
        class Key {
            @Override
            public String toString() {
                return "secret";
            }
        }
        List<RecordedEvent> events = record(
                "dev.weakmetadata.Computation",
                () -> new WeakMap<Key, String>().getOrInsertComputed(new Key(), key -> "secret"));

        List<RecordedEvent> ours = events.stream()
                .filter(event -> event.getString("computed").contains(Key.class.getName()))
                .toList();
        assertThat(ours).singleElement().satisfies(event -> {
            assertThat(event.getBoolean("stored")).isTrue();
            assertThat(event.toString()).doesNotContain("secret");
        });
    }

    @Test
    void recordsCycles() throws Exception {
        try (DetectorRuns log = new DetectorRuns()) {
            ClassLoader loader = DetectorRuns.loader("true");
            List<RecordedEvent> events = record("dev.weakmetadata.Cycle", () -> {
                DetectorRuns.call(loader, CycleScenarios.class, "property");
                log.await(Level.WARNING, message -> message.contains("CycleScenarios.Host"));
            });

            assertThat(events).singleElement().satisfies(event -> {
                assertThat(event.getString("value")).isEqualTo("MetadataTable.note");
                assertThat(event.getString("host")).isEqualTo("CycleScenarios.Host");
                assertThat(event.getString("path")).isEqualTo("Object[].element → CycleScenarios.Host");
            });
        }
    }

    @Test
    @Tag("gc")
    void recordsReclaimedEntries() throws Exception {
        WeakMap<Object, String> map = new WeakMap<>();
        List<RecordedEvent> events = record("dev.weakmetadata.Reclaim", () -> {
            for (int i = 0; i < KEYS; i++) {
                map.set(new Object(), "value");
            }
            Table.Home home = map.home();
            Gc.await("the entries are reclaimed", () -> home.entries() == 0);
            // The event ends when the reclaimer next finds its queue empty.
            Gc.await(
                    "the batch ends",
                    () -> Internals.read(Reclaimer.class, "batchSize", home.reclaimer())
                            .equals(0L));
        });

        assertThat(events.stream().mapToLong(event -> event.getLong("entries")).sum())
                .isGreaterThanOrEqualTo(KEYS / 2);
    }

    private interface Action {
        void run() throws Exception;
    }

    private List<RecordedEvent> record(String event, Action action) throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable(event);
            recording.start();
            action.run();
            recording.stop();
            Path file = Files.createTempFile(folder, "events", ".jfr");
            recording.dump(file);
            return RecordingFile.readAllEvents(file).stream()
                    .filter(recorded -> recorded.getEventType().getName().equals(event))
                    .toList();
        }
    }
}

package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.application.Cyclic;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cycles are logged, in a runtime that has been loaded with the detector on. */
class CycleDetectorTest {
    private static DetectorRuns log;
    private static ClassLoader loader;

    @BeforeAll
    static void turnOn() throws Exception {
        log = new DetectorRuns();
        loader = DetectorRuns.loader("true");
    }

    @AfterAll
    static void turnOff() {
        log.close();
    }

    private static String logged(String path) throws Exception {
        return log.await(Level.WARNING, message -> message.contains(": " + path + ". "));
    }

    @ParameterizedTest
    @CsvSource({
        "itself,                 Cyclic.Button",
        "lambda,                 Cyclic.Button$$Lambda.arg$1 → Cyclic.Button",
        "innerClass,             Cyclic.Button.Inner.this$0 → Cyclic.Button",
        "anonymousClass,         Cyclic$1.val$button → Cyclic.Button",
        "childrenWithParents,    ArrayList.element → Cyclic.Child.parent → Cyclic.Button",
        "array,                  Object[][].element → Object[].element → Cyclic.Child.parent → Cyclic.Button",
        "deque,                  ArrayDeque.element → Cyclic.Box.content → Cyclic.Button",
        "mapKey,                 IdentityHashMap.key → Cyclic.Box.content → Cyclic.Button",
        "mapValue,               HashMap.value → Cyclic.Box.content → Cyclic.Button",
        "concurrentMapOfEntries, ConcurrentHashMap.value → SimpleEntry.value → Cyclic.Button",
        "containers,             Optional.value → AtomicReference.value → CompletableFuture.result → Cyclic.Button",
        "hostile,                ImmutableCollections.List12.element → Cyclic.Hostile.host → Cyclic.Button",
        "constructor,            Object[].element → Cyclic.Button",
        "getOrInsert,            Object[].element → SimpleEntry.value → Cyclic.Button",
        "getOrInsertComputed,    ImmutableCollections.List12.element → SimpleEntry.value → Cyclic.Button",
        "update,                 SimpleEntry.value → Cyclic.Button",
        "overwritten,            Optional.value → Optional.value → Cyclic.Button",
    })
    void findsEveryKind(String kind, String path) throws Exception {
        DetectorRuns.call(loader, Cyclic.class, kind);

        assertThat(logged(path.replace("SimpleEntry", "AbstractMap.SimpleEntry")))
                .startsWith("value of WeakMap (first used at ")
                .contains("dev.weakmetadata.application.Cyclic.")
                .contains(" reaches its own Cyclic.Button: ")
                .contains("weakly");
    }

    @Test
    void findsProxies() throws Exception {
        DetectorRuns.call(loader, Cyclic.class, "proxy");

        log.await(
                Level.WARNING,
                message -> message.matches(
                        ".*: \\$Proxy\\d+\\.handler → Cyclic\\$\\$Lambda\\.arg\\$1 → Cyclic\\.Button\\. .*"));
    }

    @Test
    void findsIndirectCyclesThroughTwoMaps() throws Exception {
        DetectorRuns.call(loader, Cyclic.class, "twoMaps");

        log.await(
                Level.WARNING,
                message -> message.matches("value of WeakMap \\(first used at .*\\) reaches its own Cyclic\\.Child:"
                        + " Optional\\.value → Cyclic\\.Button's value in WeakMap \\(first used at .*\\) → Cyclic\\.Box\\.content"
                        + " → Cyclic\\.Child\\. .*"));
    }

    @Test
    void runsNoCodeOfTheUsers() throws Exception {
        DetectorRuns.call(loader, Cyclic.class, "hostile");
        DetectorRuns.call(loader, Cyclic.class, "hostileList");
        DetectorRuns.call(loader, CycleScenarios.class, "awaitWalks");

        assertThat((List<?>) DetectorRuns.call(loader, Cyclic.class, "codeThatRan"))
                .isEqualTo(List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"weakReference", "threadLocal", "hostileList", "otherHost"})
    void staysSilent(String kind) throws Exception {
        DetectorRuns.call(loader, Cyclic.class, "lambda"); // so that all there is has been logged
        logged("Cyclic.Button$$Lambda.arg$1 → Cyclic.Button");
        List<String> before = log.messages(Level.WARNING);
        DetectorRuns.call(loader, Cyclic.class, kind);
        DetectorRuns.call(loader, CycleScenarios.class, "awaitWalks");

        assertThat(log.messages(Level.WARNING)).isEqualTo(before);
    }

    @Test
    void logsAPathOnce() throws Exception {
        for (int i = 0; i < 10; i++) {
            DetectorRuns.call(loader, Cyclic.class, "lambda");
        }
        DetectorRuns.call(loader, CycleScenarios.class, "awaitWalks");

        assertThat(log.messages(Level.WARNING))
                .filteredOn(message -> message.contains("Button$$Lambda"))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "property,      MetadataTable.note,   Object[].element → CycleScenarios.Host",
        "layout,        MetadataTable.layout, CycleScenarios.Box.content → CycleScenarios.Host",
        "icon,          MetadataTable.icon,   result → CycleScenarios.Box.content → CycleScenarios.Host",
        "iconArgument,  MetadataTable.icon,   argument theme → CycleScenarios.Box.content → CycleScenarios.Host",
    })
    void findsGeneratedPropertiesAndMemoizedResults(String kind, String value, String path) throws Exception {
        DetectorRuns.call(loader, CycleScenarios.class, kind);

        assertThat(logged(path)).startsWith("value of " + value + " reaches its own CycleScenarios.Host: ");
    }

    @Test
    void staysSilentAboutWeaklyHeldValues() throws Exception {
        List<String> before = log.messages(Level.WARNING);
        DetectorRuns.call(loader, CycleScenarios.class, "weaklyHeld");
        DetectorRuns.call(loader, CycleScenarios.class, "awaitWalks");

        assertThat(log.messages(Level.WARNING)).isEqualTo(before);
    }

    @Test
    void aMillionClosedValues() throws Exception {
        List<String> before = log.messages(Level.WARNING);

        assertThat(DetectorRuns.call(loader, CycleScenarios.class, "aMillionClosedValues"))
                .isEqualTo("1000000 walked, 0 skipped");
        assertThat(log.messages(Level.WARNING)).isEqualTo(before);
    }

    @Test
    void survivesWhatChangesWhileItIsWalked() throws Exception {
        DetectorRuns.call(loader, CycleScenarios.class, "changesWhileWalked"); // and waits for the end
    }

    @Test
    void endlessAndDeepValuesAreLeftInTime() throws Exception {
        DetectorRuns.call(loader, CycleScenarios.class, "hugeValues"); // and waits for the end
    }

    @Test
    void skipsWhatComesTooFastAndSaysSo() throws Exception {
        ClassLoader other = DetectorRuns.loader("");
        DetectorRuns.call(other, CycleScenarios.class, "flood");

        log.await(Level.INFO, message -> message.matches("The cycle detector has skipped [1-9]\\d* values.*"));
    }

    @Test
    void looksAtAShare() throws Exception {
        ClassLoader other = DetectorRuns.loader("0.1");

        assertThat((Long) DetectorRuns.call(other, CycleScenarios.class, "share"))
                .isBetween(500L, 1_500L);
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "'', 1", "false, 0", "0.25, 0.25", "0, 0", "nonsense, 0", ", 0"})
    void readsTheProperty(String property, double share) {
        assertThat(Cycles.share(property)).isEqualTo(share);
    }

    @Test
    void isOffByDefault() {
        assertThat(Cycles.DETECTED).isFalse();
    }
}

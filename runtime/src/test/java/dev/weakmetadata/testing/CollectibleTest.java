package dev.weakmetadata.testing;

import static dev.weakmetadata.testing.Collectible.assertCollectible;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.weakmetadata.WeakMap;
import dev.weakmetadata.WeakSet;
import java.lang.ref.Reference;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CollectibleTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final WeakMap<Object, Object> MAP = new WeakMap<>();
    private static final WeakMap<Object, Object> OTHER = new WeakMap<>();
    private static final List<Object> HELD = new ArrayList<>();

    private static final class Host {}

    private record Handler(Object host) {}

    private static String failure(Supplier<?> host) {
        try {
            assertCollectible(host, SHORT);
        } catch (AssertionError e) {
            return e.getMessage();
        }
        throw new IllegalStateException("no failure");
    }

    @Test
    @Tag("gc")
    void isSatisfiedByHostsThatAreCollected() {
        WeakSet<Object> set = new WeakSet<>();
        for (int i = 0; i < 20; i++) {
            assertCollectible(() -> {
                Host host = new Host();
                MAP.set(host, "value");
                OTHER.set(host, new Handler(new WeakReference<>(host)));
                set.add(host);
                return host;
            });
        }
        assertCollectible(Host::new, Duration.ZERO);
        Reference.reachabilityFence(set);
    }

    @Test
    @Tag("gc")
    void namesTableAndPath() {
        assertThat(failure(() -> {
                    Host host = new Host();
                    MAP.set(host, List.of(new Handler(host)));
                    return host;
                }))
                .startsWith("A dev.weakmetadata.testing.CollectibleTest$Host has not been collected within PT0.05S. The"
                        + " value of WeakMap reaches its own CollectibleTest.Host: ImmutableCollections.List12.element →"
                        + " CollectibleTest.Handler.host → CollectibleTest.Host. Let the value refer to it weakly");
    }

    @Test
    @Tag("gc")
    void namesThePathThroughTwoMaps() {
        assertThat(failure(() -> {
                    Host host = new Host();
                    Object other = new Object();
                    MAP.set(host, new Handler(other));
                    OTHER.set(other, new Handler(host));
                    return host;
                }))
                .contains("The value of WeakMap reaches its own CollectibleTest.Host: CollectibleTest.Handler.host →"
                        + " Object's value in WeakMap → CollectibleTest.Handler.host → CollectibleTest.Host.");
    }

    @Test
    @Tag("gc")
    void namesThePathFromAnotherHost() {
        Thread other = Thread.currentThread();
        assertThat(failure(() -> {
                    Host host = new Host();
                    MAP.set(other, new Handler(host));
                    return host;
                }))
                .contains("The value of WeakMap for another host, of the class ")
                .contains(
                        "Thread, reaches the CollectibleTest.Host: CollectibleTest.Handler.host → CollectibleTest.Host.");
        MAP.delete(other);
    }

    @Test
    @Tag("gc")
    void saysSoIfNoTableHoldsIt() {
        assertThat(failure(() -> {
                    Host host = new Host();
                    MAP.set(host, "value");
                    HELD.add(host);
                    return host;
                }))
                .contains("No path to it was found from the values of WeakMetadata's tables. Something else holds it")
                .contains("-Ddev.weakmetadata.detectCycles=true makes all tables known")
                .contains("GC.heap_dump");
        HELD.clear();
    }

    @Test // not under every collector: Shenandoah clears soft references whenever asked to collect
    void saysSoIfItIsHeldSoftly() {
        SoftReference<Object> keepsSoftReferences = new SoftReference<>(new Object());
        String failure = failure(() -> {
            Host host = new Host();
            MAP.set(host, new SoftReference<Object>(new Handler(host)));
            return host;
        });
        assertThat(failure)
                .contains(
                        "It is softly reachable, and so will be collected only when memory gets short: from the value of"
                                + " WeakMap, SoftReference.referent → CollectibleTest.Handler.host → CollectibleTest.Host.");
        assertThat(keepsSoftReferences.get()).isNotNull();
    }

    @Test
    void refusesNulls() {
        assertThatNullPointerException()
                .isThrownBy(() -> assertCollectible(null))
                .withMessage("host");
        assertThatNullPointerException()
                .isThrownBy(() -> assertCollectible(Host::new, null))
                .withMessage("timeout");
        assertThatNullPointerException()
                .isThrownBy(() -> assertCollectible(() -> null))
                .withMessage("host has returned null: it must return the object that is to be collected");
    }

    @Test
    void passesExceptionsOn() {
        assertThatIllegalStateException()
                .isThrownBy(() -> assertCollectible(() -> {
                    throw new IllegalStateException();
                }));
    }

    @Test
    void keepsTheInterrupt() {
        Thread.currentThread().interrupt();
        assertCollectible(Host::new);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void isNoSubclassOfAnotherFrameworksError() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertCollectible(() -> "literal", Duration.ZERO))
                .satisfies(e -> assertThat(e.getClass()).isSameAs(AssertionError.class));
    }
}

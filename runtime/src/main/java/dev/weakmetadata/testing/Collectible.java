package dev.weakmetadata.testing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asserts that hosts are collected once nobody uses them any more, whatever tables hold for them.
 *
 * <pre>{@code
 * @Test
 * void buttonsAreCollected() {
 *     Collectible.assertCollectible(() -> {
 *         JButton button = new JButton();
 *         STATE.handler(button, new ClickHandler(button));
 *         return button;
 *     });
 * }
 * }</pre>
 *
 * <p>fails with
 *
 * <pre>
 * A JButton has not been collected within PT10S. The value of ButtonState.handler reaches its own JButton:
 * ClickHandler.button → JButton. …
 * </pre>
 *
 * <p>The path is found by reflection, so that of classes in named modules which are not open it shows less; the message then
 * says which options of the JVM would help. Tables are searched if a host has been added since this class was first used or,
 * with {@code -Ddev.weakmetadata.detectCycles=true}, all. May be used from any thread.
 */
public final class Collectible {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** The runtime's own search, which is not public, and needs to know from now on what tables there are. */
    private static final Function<Object, String> WHAT_HOLDS = whatHolds();

    private Collectible() {}

    /**
     * Asserts that an object is collected within ten seconds. As {@link #assertCollectible(Supplier, Duration)}.
     *
     * @param host makes the object, uses it, and returns it
     * @throws AssertionError if it is still there
     * @throws NullPointerException if {@code host} is null or returns null
     */
    public static void assertCollectible(Supplier<?> host) {
        assertCollectible(host, DEFAULT_TIMEOUT);
    }

    /**
     * Asserts that an object is collected soon, by calling {@link System#gc} until it is. An object that is only softly
     * reachable is not.
     *
     * @param host makes the object, uses it, and returns it, and keeps it in no field or variable outside; called once, by the
     *     calling thread
     * @param timeout how long to wait at most; there is at least one garbage collection
     * @throws AssertionError if the object is still there; the message says through which table, and by which path, if it is
     *     by one
     * @throws NullPointerException if an argument is null or {@code host} returns null
     */
    public static void assertCollectible(Supplier<?> host, Duration timeout) {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(timeout, "timeout");
        WeakReference<Object> reference = call(host);
        WeakReference<Object> other = garbage();
        if (isCollected(reference, timeout)) {
            return;
        }
        if (!other.refersTo(null)) {
            throw new AssertionError("Nothing at all is collected within " + timeout
                    + ": System.gc() has no effect, maybe because of -XX:+DisableExplicitGC.");
        }
        String failure = describe(reference, timeout);
        if (failure != null) {
            throw new AssertionError(failure);
        }
    }

    /** In a method of its own, as are all that see the host, so that no frame that waits for it holds it. */
    private static WeakReference<Object> call(Supplier<?> host) {
        return new WeakReference<>(Objects.requireNonNull(
                host.get(), "host has returned null: it must return the object that is to be collected"));
    }

    private static WeakReference<Object> garbage() {
        return new WeakReference<>(new Object());
    }

    private static boolean isCollected(WeakReference<?> reference, Duration timeout) {
        long start = System.nanoTime();
        long pause = TimeUnit.MILLISECONDS.toNanos(1);
        while (true) {
            System.gc();
            if (reference.refersTo(null)) {
                return true;
            }
            if (Duration.ofNanos(System.nanoTime() - start).compareTo(timeout) >= 0) {
                return false;
            }
            LockSupport.parkNanos(pause); // collectors may clear references a little later
            pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS);
        }
    }

    /** What is wrong; null if the object has been collected after all. */
    private static @Nullable String describe(WeakReference<?> reference, Duration timeout) {
        Object host = reference.get();
        return host == null
                ? null
                : "A " + host.getClass().getTypeName() + " has not been collected within " + timeout + ". "
                        + WHAT_HOLDS.apply(host);
    }

    @SuppressWarnings("unchecked")
    private static Function<Object, String> whatHolds() {
        try {
            Class<?> holders = Class.forName("dev.weakmetadata.Holders");
            return (Function<Object, String>) MethodHandles.privateLookupIn(holders, MethodHandles.lookup())
                    .findStatic(holders, "start", MethodType.methodType(Function.class))
                    .invoke();
        } catch (Throwable e) {
            throw new LinkageError("This class and the runtime's do not belong together", e);
        }
    }
}

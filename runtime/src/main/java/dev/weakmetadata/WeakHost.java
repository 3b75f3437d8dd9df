package dev.weakmetadata;

/**
 * An object that keeps its own metadata, so that cycles through it are collected: a value may reference its own key.
 *
 * <p>{@link WeakMap}, {@link WeakSet} and generated tables keep the entries of a host in its {@linkplain WeakSlot slot}
 * instead of their own table, by the same rules. All that the entries reach is then reachable only as long as the host is,
 * as by JavaScript's {@code WeakMap}.
 *
 * <pre>{@code
 * public class Node implements WeakHost {
 *     private final WeakSlot slot = new WeakSlot();
 *
 *     @Override
 *     public WeakSlot weakSlot() {
 *         return slot;
 *     }
 * }
 * }</pre>
 *
 * <p>A class that is serializable or has {@code clone()} should be a {@link LazyWeakHost} instead. The agent, or the build
 * plugin, makes classes such hosts without a change of their source.
 */
public interface WeakHost {
    /**
     * The slot of this object: always the same one, and no other object's. Called by reads, too, from any thread.
     *
     * @return the slot; while it is null, as it may be before a constructor has set it, reads find nothing, and writes
     *     throw an {@link IllegalStateException}
     */
    WeakSlot weakSlot();
}

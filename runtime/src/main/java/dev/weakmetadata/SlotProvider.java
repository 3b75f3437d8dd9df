package dev.weakmetadata;

import org.jspecify.annotations.Nullable;

/**
 * Says where the slots of host types are that one cannot make {@linkplain WeakHost hosts with a slot}, but that carry
 * attachments of their own, as do Swing's components or Netty's channels. Cycles through such hosts are then collected.
 *
 * <pre>{@code
 * public final class ComponentSlots implements SlotProvider<JComponent> {
 *     private static final Object KEY = new Object();
 *
 *     public Class<JComponent> hostType() {
 *         return JComponent.class;
 *     }
 *
 *     public WeakSlot get(JComponent component) {
 *         return (WeakSlot) component.getClientProperty(KEY);
 *     }
 *
 *     public synchronized WeakSlot putIfAbsent(JComponent component, WeakSlot slot) {
 *         if (get(component) == null) {
 *             component.putClientProperty(KEY, slot);
 *         }
 *         return get(component);
 *     }
 * }
 * }</pre>
 *
 * <p>Providers are found by {@link java.util.ServiceLoader}, when first needed, with the class loader of this library: a module
 * {@code provides dev.weakmetadata.SlotProvider with …}, a jar has a file
 * {@code META-INF/services/dev.weakmetadata.SlotProvider}. They are not asked about types that they do not provide for.
 * Their methods are called from any thread, and must not use the metadata of the same host. If several threads need the
 * first provider at a time, each may make one, and one of these is used.
 *
 * @param <T> the host type, whose subtypes are provided for, too
 */
public interface SlotProvider<T> {
    /**
     * The type of the hosts.
     *
     * @return the class or interface
     */
    Class<T> hostType();

    /**
     * The slot of a host. Called by reads, so it should be fast, and not block.
     *
     * @param host a host
     * @return its slot, null if it has none so far
     */
    @Nullable
    WeakSlot get(T host);

    /**
     * Attaches a slot to a host, atomically. The slot must be reachable from the host, for as long as the host lives, and
     * from nothing that outlives it.
     *
     * @param host a host
     * @param slot a new slot
     * @return the slot that the host has now: the given one unless there was one already
     */
    WeakSlot putIfAbsent(T host, WeakSlot slot);
}

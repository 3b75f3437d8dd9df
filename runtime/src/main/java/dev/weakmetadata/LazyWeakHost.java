package dev.weakmetadata;

/**
 * A {@link WeakHost} whose slot is made when its first metadata is written. Classes to which the agent or the build plugin
 * give a slot are of this kind; by hand it is the one for classes that are serializable or have {@code clone()}.
 *
 * <pre>{@code
 * public class Node implements LazyWeakHost, Serializable, Cloneable {
 *     private static final long serialVersionUID = 1;
 *
 *     private transient volatile WeakSlot slot;
 *
 *     @Override
 *     public WeakSlot weakSlot() {
 *         return slot;
 *     }
 *
 *     @Override
 *     public void weakSlot(WeakSlot slot) {
 *         this.slot = slot;
 *     }
 * }
 * }</pre>
 *
 * <p>A clone, made by {@code Object.clone()} with a copy of the field, has no metadata, and gets a slot of its own when some
 * is written. Until then it keeps the metadata of its original alive, unless {@code clone()} sets the field to null.
 *
 * <p>Both methods are called from any thread, without a lock: they read or write the field, which must be {@code volatile}.
 * Several threads may give an object its slot at the same time; they give it the same one.
 */
public interface LazyWeakHost extends WeakHost {
    /**
     * Gives this object another slot. Only this library calls it.
     *
     * @param slot what {@link #weakSlot()} returns from now on; not null
     */
    void weakSlot(WeakSlot slot);
}

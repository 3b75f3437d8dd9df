package dev.weakmetadata;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Objects that have been seen, tagged or taken, without keeping them alive: JavaScript's {@code WeakSet}.
 *
 * <pre>{@code
 * private static final WeakSet<Node> VISITED = new WeakSet<>();
 *
 * if (VISITED.addIfAbsent(node)) visit(node);
 * }</pre>
 *
 * <p>Elements are compared by identity, and must have it; null is refused by {@code add} and {@code addIfAbsent} and in no
 * set. Threads, cost and reclaiming are as for {@link WeakMap}.
 *
 * @param <E> the type of elements
 * @see <a href="https://tc39.es/ecma262/#sec-weakset-objects">ECMAScript, WeakSet objects</a>
 */
public final class WeakSet<E> extends HostTable<WeakSet.SetEntry> {
    /** An entry without a word. */
    static final class SetEntry extends Entry {
        SetEntry(Object element, WeakSet<?> set) {
            super(element, set);
        }
    }

    /** Makes an empty set. */
    public WeakSet() {}

    /**
     * Makes a set with the given elements.
     *
     * @param elements the elements
     * @throws NullPointerException if {@code elements} or one of them is null
     * @throws InvalidWeakKeyException if an element has no identity
     */
    @SuppressWarnings("this-escape") // to this package's own code
    public WeakSet(Iterable<? extends E> elements) {
        for (E element : Objects.requireNonNull(elements, "elements")) {
            add(element);
        }
    }

    /**
     * Adds an element, if it is not in the set.
     *
     * @param element the element
     * @return this set
     * @throws NullPointerException if the element is null
     * @throws InvalidWeakKeyException if the element has no identity
     */
    public WeakSet<E> add(E element) {
        addIfAbsent(element);
        return this;
    }

    /**
     * Adds an element, and tells whether it is new: of several threads that add the same one, one gets true.
     *
     * @param element the element
     * @return whether it was not in the set before
     * @throws NullPointerException if the element is null
     * @throws InvalidWeakKeyException if the element has no identity
     */
    public boolean addIfAbsent(E element) {
        Objects.requireNonNull(element, "element");
        if (lookUpToWrite(element) != null) {
            return false;
        }
        WeakKeys.check(element);
        SetEntry mine = new SetEntry(element, this);
        return insert(element, mine) == mine;
    }

    /**
     * Whether an element is in the set.
     *
     * @param element an object; null and objects that cannot be elements are not
     * @return whether it is
     */
    public boolean has(@Nullable Object element) {
        return lookUp(element) != null;
    }

    /**
     * Removes an element.
     *
     * @param element an object; null and objects that cannot be elements are not in the set
     * @return whether it was in the set
     */
    public boolean delete(@Nullable Object element) {
        SetEntry entry = lookUpToWrite(element);
        if (entry == null || !entry.kill()) {
            return false;
        }
        entry.unlink();
        return true;
    }

    /** Removes all elements. */
    public void clear() {
        clearEntries();
    }

    /**
     * The name of this class; never anything of the contents.
     *
     * @return {@code "WeakSet"}
     */
    @Override
    public String toString() {
        return "WeakSet";
    }
}

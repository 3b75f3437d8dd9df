package dev.weakmetadata;

/**
 * The key has no identity that a weak table could hold on to.
 *
 * <p>Thrown by every operation that would add such a key: a boxed primitive, a {@code String}, or an instance of a
 * value-based class ({@code java.time}, {@code Optional}, {@code List.of}…). Equal instances of these stand for each
 * other, may be copied or shared at will, and so have no lifetime of their own that an entry could follow.
 *
 * <pre>{@code
 * new WeakMap<Object, String>().set(42, "answer");   // InvalidWeakKeyException
 * new HashMap<Object, String>().put(42, "answer");   // what to write instead
 * }</pre>
 */
public class InvalidWeakKeyException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception.
     *
     * @param message the class of the key, why it is refused, and what to use instead
     */
    public InvalidWeakKeyException(String message) {
        super(message);
    }
}

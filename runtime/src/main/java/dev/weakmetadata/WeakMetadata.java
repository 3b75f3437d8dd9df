package dev.weakmetadata;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a typed side table: data that belongs to an object, is kept outside it, and goes when the object goes.
 *
 * <p><b>On an interface</b>, each method is one operation on one property of a <em>host</em>, its first parameter.
 * {@code WeakMetadata_ButtonState} is generated beside the interface and implements it; for an
 * interface {@code Inner} in a class {@code Outer} it is {@code WeakMetadata_Outer_Inner}.
 *
 * <pre>{@code
 * @WeakMetadata
 * interface ButtonState {
 *   static ButtonState create() { return new WeakMetadata_ButtonState(); }
 *
 *   boolean clicked(JButton button);                            // getter
 *   void clicked(JButton button, boolean value);                // setter
 *   default int clicks(JButton button) { return 1; }            // getter with a default
 *   void clicks(JButton button, int value);
 *   int updateClicks(JButton button, IntUnaryOperator change);  // atomic
 *   boolean hasClicks(JButton button);
 *   boolean deleteClicks(JButton button);
 *   @Memoized default Layout layout(JButton button) { return measure(button); }
 *   boolean has(JButton button);                                // anything set or memoized?
 *   boolean delete(JButton button);                             // all of it
 * }
 * }</pre>
 *
 * <p>Rules:
 *
 * <ul>
 *   <li>Every instance of the generated class is a table of its own, as every {@link WeakMap} is.
 *   <li>Hosts are compared by identity and held weakly; all properties of one host live in one entry, primitives
 *       unboxed.
 *   <li>An interface declares any subset of these shapes, for one host type or several. Other {@code default},
 *       {@code static} and {@code private} methods are its author's own.
 *   <li>Bean prefixes ({@code getX}, {@code isX}, {@code setX}) name the same property {@code x}; a setter may return
 *       the interface itself.
 *   <li><b>Null:</b> a null host is a {@link NullPointerException} for setters, updates and memoized functions, and has
 *       nothing for getters, {@code has…} and {@code delete…}. Null values are values: {@code hasX} is true for them.
 *   <li><b>Threads:</b> every operation is atomic and may be called from any thread; reads take no lock and allocate
 *       nothing. {@code updateX} may run its function again if another thread was faster.
 *   <li><b>Memory:</b> values are held strongly. A value that strongly reaches its own host keeps both alive; mark the
 *       getter {@link Weak}, pass the host as an argument instead of storing it, or let the host be a {@link WeakHost}. The
 *       processor warns of values whose declared types lead back, as {@code [WeakMetadataCycle]}.
 * </ul>
 *
 * <p><b>On a class, record or enum</b>, the listed {@linkplain #value properties} become static accessors of a class
 * {@code ThingMetadata} over one private table, and the annotated class itself has not one member more:
 *
 * <pre>{@code
 * @WeakMetadata({
 *   @Property(name = "hidden", type = int.class),
 *   @Property(name = "note", type = String.class)
 * })
 * public class Thing {
 *   Thing() { ThingMetadata.hidden(this, 42); }
 * }
 * }</pre>
 *
 * <p>The cost of an operation is one look-up in a hash table, whatever the number of properties.
 *
 * @see WeakMap
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface WeakMetadata {

    /**
     * The properties of a class, record or enum; on an interface the methods declare them, and this stays empty.
     *
     * @return the properties
     */
    Property[] value() default {};

    /**
     * Who may use the class generated for an annotated class, record or enum.
     *
     * @return the access
     */
    Access access() default Access.PACKAGE;

    /**
     * Whether the host types are to have slots, so that values may reference their hosts: the processor then names them in
     * a file {@code META-INF/weakmetadata/hosts/…}, by which WeakMetadata's agent or build plugin finds them. Without
     * either of the two nothing else changes. Hosts that implement {@link WeakHost} have a slot anyway.
     *
     * @return whether they are
     */
    boolean slots() default false;

    /** Access to a generated class. */
    enum Access {
        /** The package of the annotated type. */
        PACKAGE,
        /** Everybody who can access the annotated type's package. */
        PUBLIC
    }
}

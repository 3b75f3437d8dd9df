package dev.weakmetadata;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Holds a property's value, or an argument of a memoized function, weakly.
 *
 * <p>On the <b>getter</b> of a {@link WeakMetadata} interface: the value does not stay alive for being a property. Once
 * it is collected the property is unset: {@code hasX} is false and a default applies.
 *
 * <pre>{@code
 * @Weak @Nullable JButton twin(JButton button);
 * void twin(JButton button, @Nullable JButton value);
 * }</pre>
 *
 * <p>On an <b>extra parameter</b> of a {@link Memoized} function: the argument is compared by identity and held weakly,
 * and the results computed for it go when it goes. So an array must be the same one, which it is not if a call lists the
 * elements.
 *
 * <pre>{@code
 * @Memoized default boolean fits(Type a, @Weak Type b) { return slowFits(a, b); }
 * }</pre>
 *
 * <p>The type must have identity: not a primitive, {@code String} or value-based class.
 */
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.PARAMETER})
public @interface Weak {}

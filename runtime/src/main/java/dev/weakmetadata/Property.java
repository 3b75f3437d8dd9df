package dev.weakmetadata;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One property of a class, record or enum that is annotated with {@link WeakMetadata}.
 *
 * <p>{@code @Property(name = "hidden", type = int.class)} on {@code Thing} becomes, in {@code ThingMetadata}:
 *
 * <pre>{@code
 * static int hidden(Thing thing);
 * static void hidden(Thing thing, int hidden);
 * static int updateHidden(Thing thing, IntUnaryOperator change);
 * static boolean hasHidden(Thing thing);
 * static boolean deleteHidden(Thing thing);
 * }</pre>
 *
 * <p>For a generic type, a default or a memoized function, annotate an interface instead: see {@link WeakMetadata}.
 */
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Property {

    /**
     * The property's name, a Java identifier.
     *
     * @return the name
     */
    String name();

    /**
     * The property's type.
     *
     * @return the type
     */
    Class<?> type();
}

package dev.weakmetadata;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Remembers the results of a pure {@code default} method of a {@link WeakMetadata} interface: computed once per host, or
 * once per host and further arguments.
 *
 * <pre>{@code
 * @WeakMetadata
 * interface Complexity {
 *   static Complexity create() { return new WeakMetadata_Complexity(); }
 *
 *   @Memoized default int of(Tree tree) {            // recursion through the interface hits the memo
 *     int sum = 1;
 *     for (Tree child : children(tree)) sum += of(child);
 *     return sum;
 *   }
 *   boolean deleteOf(Tree tree);                     // forget a result
 * }
 * }</pre>
 *
 * <p>Rules:
 *
 * <ul>
 *   <li>The function must be pure: its result depends on its arguments alone.
 *   <li>Results go when the host goes. Further arguments are compared by identity if they are {@link Weak}, and else
 *       by {@code equals}, which must not call memoized functions; they must not change afterwards.
 *   <li><b>Recursion</b> through memoized functions takes about 1 KB of stack a level; for trees deeper than some hundred
 *       levels run it in a thread with a stack to match.
 *   <li><b>Null</b> results are results. <b>Exceptions</b> reach the caller unchanged and are not remembered.
 *   <li><b>Threads:</b> the function runs outside every lock, at most once at a time for the same arguments; other threads
 *       that ask for the same wait for the result. Asking for the same from within its own computation is an
 *       {@link IllegalStateException}. Threads that would wait for each other in a circle do not: one of them computes
 *       for itself. An interrupted thread goes on waiting and keeps its interrupt flag.
 *   <li><b>Deleting</b> while the function runs returns false for what is not there yet; those who asked still get the
 *       result, which is not remembered.
 *   <li>A function whose first parameter has no identity ({@code String}, {@code int}…) has no host; it must say
 *       {@code results = SOFT} or {@code WEAK}, as in a {@link WeakValueCache}.
 * </ul>
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Memoized {

    /**
     * How results are held.
     *
     * @return {@link Results#STRONG} unless told
     */
    Results results() default Results.STRONG;

    /** How results are held. */
    enum Results {
        /** As long as the host lives. */
        STRONG,
        /** As long as the host lives and memory suffices, by a {@link java.lang.ref.SoftReference}. */
        SOFT,
        /** As long as the host lives and somebody else holds the result, by a {@link java.lang.ref.WeakReference}. */
        WEAK
    }
}

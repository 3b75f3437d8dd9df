package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method to be generated.
 *
 * @param signature how it looks
 * @param kind what it does
 * @param host the host type it is about; null for a memoized function without a host
 * @param property the property it is about, if any
 * @param functions the memoized functions it is about, if any
 * @param superTypeArguments what stands for type variables of the user's default method, if this one calls it: they cannot
 *     be inferred from wildcards that they bound, and not at all if the host does not mention them
 * @param superHost the host type of that default method, if it is another: an overload must not be called in its place
 */
record Operation(
        Signature signature,
        Kind kind,
        @Nullable Host host,
        @Nullable Property property,
        List<Function> functions,
        List<String> superTypeArguments,
        @Nullable TypeName superHost) {

    enum Kind {
        GET,
        SET,
        UPDATE,
        HAS,
        DELETE,
        HAS_HOST,
        DELETE_HOST,
        COMPUTE,
        /** Whether a memoized function has any result for a host. */
        HAS_RESULTS,
        /** Forgets all results that memoized functions have for a host. */
        DELETE_RESULTS,
        HAS_RESULT,
        DELETE_RESULT
    }
}

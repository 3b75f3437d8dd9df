package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;

/**
 * An argument of a memoized function that results are remembered by.
 *
 * @param name the name of the field that keeps it
 * @param type a primitive, or {@code Object} for any reference
 * @param isWeak whether it is held weakly and compared by identity
 */
record Argument(String name, TypeName type, boolean isWeak) {}

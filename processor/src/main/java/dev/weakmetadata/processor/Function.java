package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A memoized function.
 *
 * @param name its name
 * @param results how results are held: a constant of {@code Memoized.Results}
 * @param word the word of its results; null if it has no host
 * @param memo the constant that describes it; without a host the field with its cache
 * @param argumentsClass the nested class of its further arguments; null if it has none
 * @param arguments its further arguments; without a host all of them
 */
record Function(
        String name,
        String results,
        @Nullable Word word,
        String memo,
        @Nullable ClassName argumentsClass,
        List<Argument> arguments) {

    Word hostWord() {
        return Objects.requireNonNull(word);
    }

    boolean isHeldStrongly() {
        return results.equals("STRONG");
    }
}

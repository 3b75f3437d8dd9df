package dev.weakmetadata.samples.types;

import com.github.javaparser.ast.expr.Expression;
import dev.weakmetadata.Memoized;
import dev.weakmetadata.WeakMetadata;
import java.util.function.IntUnaryOperator;

/**
 * The types of expressions, computed once for each and kept for as long as its syntax tree.
 *
 * <p>A type is a name here, and no node: a node references its parent, thus the whole tree, thus its own host.
 */
@WeakMetadata
interface Types {
    static Types create() {
        return new WeakMetadata_Types();
    }

    /** The name of the type, or {@link Attribution#UNKNOWN}. */
    @Memoized
    default String type(Expression expression) {
        updateComputations(expression, count -> count + 1); // only so that the sample can tell
        return Attribution.type(expression, this::type);
    }

    int computations(Expression expression);

    int updateComputations(Expression expression, IntUnaryOperator change);
}

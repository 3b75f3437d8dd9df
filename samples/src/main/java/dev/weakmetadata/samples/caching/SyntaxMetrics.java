package dev.weakmetadata.samples.caching;

import com.sun.source.tree.Tree;
import dev.weakmetadata.Memoized;
import dev.weakmetadata.WeakMetadata;
import java.util.function.IntUnaryOperator;

/** Metrics of the compiler's syntax trees, computed once for each node and kept for as long as the node. */
@WeakMetadata
interface SyntaxMetrics {
    static SyntaxMetrics create() {
        return new WeakMetadata_SyntaxMetrics();
    }

    @Memoized
    default Metrics metrics(Tree tree) {
        updateComputations(tree, count -> count + 1); // only so that the sample can tell
        Metrics metrics = Syntax.ownMetrics(tree);
        for (Tree child : Syntax.children(tree)) {
            metrics = metrics.plusChild(metrics(child));
        }
        return metrics;
    }

    int computations(Tree tree);

    int updateComputations(Tree tree, IntUnaryOperator change);
}

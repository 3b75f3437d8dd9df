package dev.weakmetadata.samples.caching;

/**
 * What there is to know about a piece of source code.
 *
 * @param nodes the number of nodes of its syntax tree
 * @param depth the number of nodes from its top to its deepest leaf
 * @param branches the number of decisions it takes
 */
record Metrics(int nodes, int depth, int branches) {

    Metrics plusChild(Metrics child) {
        return new Metrics(nodes + child.nodes, Math.max(depth, child.depth + 1), branches + child.branches);
    }
}

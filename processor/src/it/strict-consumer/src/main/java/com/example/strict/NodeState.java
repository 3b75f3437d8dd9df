package com.example.strict;

import dev.weakmetadata.Memoized;
import dev.weakmetadata.Weak;
import dev.weakmetadata.WeakMetadata;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Every shape once. */
@WeakMetadata
interface NodeState<C extends Comparable<C>> {
    static <C extends Comparable<C>> NodeState<C> create() {
        return new WeakMetadata_NodeState<>();
    }

    boolean isSeen(Node node);

    NodeState<C> setSeen(Node node, boolean seen);

    default int depth(Node node) {
        return 1;
    }

    void depth(Node node, int depth);

    int updateDepth(Node node, IntUnaryOperator change);

    boolean hasDepth(Node node);

    boolean deleteDepth(Node node);

    long count(Node node);

    void updateCount(Node node, LongUnaryOperator change);

    @Nullable String label(Node node);

    void label(Node node, @Nullable String label);

    @Nullable String updateLabel(Node node, UnaryOperator<@Nullable String> change);

    boolean hasLabel(Node node);

    boolean deleteLabel(Node node);

    default Map<String, List<@Nullable C>> ranks(Node node) {
        return Map.of();
    }

    void ranks(Node node, Map<String, List<@Nullable C>> ranks);

    Map<String, List<@Nullable C>> updateRanks(Node node, UnaryOperator<Map<String, List<@Nullable C>>> change);

    @Weak
    @Nullable Node twin(Node node);

    void twin(Node node, @Nullable Node twin);

    @Nullable Node updateTwin(Node node, UnaryOperator<@Nullable Node> change);

    boolean hasTwin(Node node);

    boolean deleteTwin(Node node);

    <T> @Nullable T tag(List<T> list);

    <T> void tag(List<T> list, T tag);

    double @Nullable [] samples(Object[] host);

    void samples(Object[] host, double... samples);

    @Memoized
    default int size(Node node) {
        return 1 + node.children().stream().mapToInt(this::size).sum();
    }

    @Memoized
    default @Nullable String first(Node node, int length, @Nullable String otherwise) {
        return otherwise == null ? null : otherwise.substring(0, length);
    }

    @Memoized(results = Memoized.Results.SOFT)
    default Boolean fits(Node node, @Weak Node other, double tolerance) throws IOException {
        if (tolerance < 0) {
            throw new IOException("negative");
        }
        return node.children().size() == other.children().size();
    }

    @Memoized(results = Memoized.Results.WEAK)
    default StringBuilder builder(String text) {
        return new StringBuilder(text);
    }

    boolean hasSize(Node node);

    boolean deleteSize(Node node);

    boolean hasFirst(Node node, int length, @Nullable String otherwise);

    boolean deleteFirst(Node node);

    boolean deleteBuilder(String text);

    boolean has(Node node);

    boolean delete(Node node);

    boolean delete(Object[] host);
}

package dev.weakmetadata.stress;

import dev.weakmetadata.Memoized;
import dev.weakmetadata.WeakMetadata;
import java.util.function.IntUnaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/** A generated table with properties in words of every kind, and memoized functions. */
@WeakMetadata
interface HostState {
    static HostState create() {
        return new WeakMetadata_HostState();
    }

    boolean flag(Host host);

    void flag(Host host, boolean value);

    int count(Host host);

    void count(Host host, int value);

    int updateCount(Host host, IntUnaryOperator change);

    boolean hasCount(Host host);

    boolean deleteCount(Host host);

    long size(Host host);

    void size(Host host, long value);

    long updateSize(Host host, LongUnaryOperator change);

    boolean deleteSize(Host host);

    Integer note(Host host);

    void note(Host host, Integer value);

    Integer updateNote(Host host, UnaryOperator<Integer> change);

    boolean hasNote(Host host);

    boolean deleteNote(Host host);

    @Memoized
    default Integer layout(Host host) {
        return host.source;
    }

    boolean deleteLayout(Host host);

    @Memoized
    default Integer icon(Host host, int size) {
        return host.source + size - size;
    }

    boolean deleteIcon(Host host, int size);

    boolean has(Host host);

    boolean delete(Host host);
}

package dev.weakmetadata;

import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * One memoized function: which word of an entry keeps its results, and how. For generated code.
 *
 * @param <E> the generated type of entries
 */
public final class Memo<E extends MetadataEntry> {
    final String name;
    final AtomicReferenceFieldUpdater<E, @Nullable Object> field;
    final Memoized.Results results;

    /**
     * Describes a function.
     *
     * @param name the function's name
     * @param field the word of its result or, if it has more arguments than the host, of its {@link Memos}
     * @param results how results are held
     */
    public Memo(String name, AtomicReferenceFieldUpdater<E, @Nullable Object> field, Memoized.Results results) {
        this.name = name;
        this.field = field;
        this.results = results;
    }

    @Override
    public String toString() {
        return name;
    }
}

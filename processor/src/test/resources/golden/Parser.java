package golden;

import dev.weakmetadata.Memoized;
import dev.weakmetadata.Weak;
import dev.weakmetadata.WeakMetadata;
import java.io.IOException;
import java.util.List;

/** Memoized functions with and without a host. */
@WeakMetadata
interface Parser {
    @Memoized(results = Memoized.Results.SOFT)
    default List<String> parse(String text, boolean strict) throws IOException {
        return List.of(text);
    }

    boolean hasParse(String text, boolean strict);

    boolean deleteParse(String text, boolean strict);

    @Memoized(results = Memoized.Results.WEAK)
    default Object link(Class<?> type, @Weak ClassLoader loader, double weight) {
        return new Object();
    }

    boolean hasLink(Class<?> type);

    boolean deleteLink(Class<?> type, ClassLoader loader, double weight);

    @Memoized
    default int size(Class<?> type) {
        return 1;
    }
}

package golden;

import dev.weakmetadata.WeakMetadata;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Generic hosts and values, several host types. */
@WeakMetadata
interface Tags<N extends Comparable<N>> {
    <T> @Nullable T tag(List<T> list);

    <T> void tag(List<T> list, @Nullable T tag);

    N rank(Class<?> type);

    Tags<N> rank(Class<?> type, N rank);

    N updateRank(Class<?> type, UnaryOperator<N> change);

    long getTime(Class<?> type);

    void setTime(Class<?> type, long time);

    double weight(int[] array);

    void weight(int[] array, double weight);

    Map.@Nullable Entry<String, @Nullable N> entry(int[] array);

    void entry(int[] array, Map.@Nullable Entry<String, @Nullable N> entry);
}

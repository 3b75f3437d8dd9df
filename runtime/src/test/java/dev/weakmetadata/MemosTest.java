package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemosTest {
    private final Memos memos = new Memos();

    /** An argument, whose hash may be that of others. */
    static final class Number extends Arguments {
        final int value;

        Number(int hash, int value) {
            super(hash);
            this.value = value;
        }

        @Override
        protected boolean sameAs(Arguments other) {
            return other instanceof Number number && number.value == value;
        }
    }

    /** As generated code does it. */
    static @Nullable Object find(Memos memos, int hash, int value) {
        @Nullable Arguments[] nodes = Memos.nodes(memos);
        int position = Memos.position(hash);
        for (Arguments node = Memos.node(nodes, position); node != null; node = Memos.node(nodes, ++position)) {
            if (node instanceof Number number && number.value == value) {
                return number.strongResult();
            }
        }
        return null;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 50, 1_000_000})
    void isAMapWhateverTheHashes(int hashes) {
        Random random = new Random(hashes);
        Map<Integer, Integer> model = new HashMap<>();
        for (int step = 0; step < 20_000; step++) {
            int value = random.nextInt(300);
            int hash = value % hashes;
            if (random.nextInt(3) > 0) {
                Integer earlier = model.putIfAbsent(value, step);
                assertThat(memos.putIfAbsent(new Number(hash, value), step, Memoized.Results.STRONG))
                        .isEqualTo(earlier == null ? step : earlier);
            } else {
                assertThat(memos.remove(new Number(hash, value))).isEqualTo(model.remove(value) != null);
            }
            int other = random.nextInt(300);
            assertThat(find(memos, other % hashes, other)).isEqualTo(model.get(other));
            assertThat(memos.get(new Number(other % hashes, other))).isEqualTo(model.get(other));
            assertThat(Memos.anySet(memos)).isEqualTo(!model.isEmpty());
        }
        Map<Integer, Object> remembered = new HashMap<>();
        memos.forEach(node -> remembered.put(((Number) node).value, node.strongResult()));
        assertThat(remembered).isEqualTo(model);
    }

    @Test
    void staysShortWhereResultsComeAndGo() {
        for (int i = 0; i < 100_000; i++) {
            memos.putIfAbsent(new Number(i, i), i, Memoized.Results.STRONG);
            if (i >= 10) {
                assertThat(memos.remove(new Number(i - 10, i - 10))).isTrue();
            }
        }
        assertThat(memos.nodes()).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void shrinksOnceResultsAreGone() {
        for (int i = 0; i < 10_000; i++) {
            memos.putIfAbsent(new Number(i, i), i, Memoized.Results.STRONG);
        }
        for (int i = 0; i < 10_000; i++) {
            memos.remove(new Number(i, i));
        }
        for (int i = 0; i < 100_000; i++) {
            memos.putIfAbsent(new Number(i, i), i, Memoized.Results.STRONG);
            memos.remove(new Number(i, i));
        }
        assertThat(memos.nodes()).hasSizeLessThanOrEqualTo(64);
    }

    @Test
    void aNodeThatIsRemovedTwiceIsRemovedOnce() {
        Number node = new Number(7, 7);
        memos.putIfAbsent(node, "result", Memoized.Results.STRONG);
        assertThat(memos.removeNode(node)).isEqualTo("result");
        assertThat(memos.removeNode(node)).isNull();
        assertThat(Memos.anySet(memos)).isFalse();
    }
}

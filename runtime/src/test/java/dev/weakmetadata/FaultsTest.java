package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left where a thread runs out of stack in the middle of an operation: everything, and it works. */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FaultsTest {
    private static final int STACK_SIZE = 384 << 10;

    private final WeakMap<Object, Object> map = new WeakMap<>();

    @Test
    void stackOverflowInNestedComputations() {
        for (int round = 0; round < 20; round++) {
            List<Object> keys = new ArrayList<>();
            int padding = round;
            inSmallStack(() -> computeForEver(keys, padding));
            assertThat(keys).isNotEmpty();

            assertThat(Internals.running(map)).isEmpty();
            assertThat(Internals.waiting()).isEmpty();
            // Another thread, lest the main one be told that it computes it itself.
            Task<Boolean> again = Task.start(() -> keys.stream()
                    .allMatch(key -> !map.has(key) && "again".equals(map.getOrInsertComputed(key, k -> "again"))));
            assertThat(again.result()).isTrue();
        }
    }

    private Object computeForEver(List<Object> keys, int padding) {
        if (padding > 0) {
            return computeForEver(keys, padding - 1); // shifts what overflows
        }
        Object key = new Object();
        keys.add(key);
        return map.getOrInsertComputed(key, k -> computeForEver(keys, 0));
    }

    @Test
    void stackOverflowInWritesWhileTheTableGrows() {
        List<Object> keys = new ArrayList<>();
        for (int round = 0; round < 60; round++) {
            List<Object> written = new ArrayList<>();
            int padding = round % 50;
            inSmallStack(() -> setForEver(written, padding));
            keys.addAll(written);
        }

        AtomicInteger bins = new AtomicInteger();
        Task<Boolean> works = Task.start(() -> {
            for (Object key : keys) {
                if (!"value".equals(map.get(key))) {
                    return false;
                }
            }
            for (Object key : keys) {
                map.set(key, "again");
            }
            for (int i = 0; i < 100_000; i++) {
                Object key = new Object();
                keys.add(key);
                map.set(key, "again");
            }
            bins.set(Internals.bins(map));
            for (Object key : keys) {
                if (!"again".equals(map.get(key)) || !map.delete(key)) {
                    return false;
                }
            }
            return true;
        });
        int entries = keys.size();
        assertThat(works.result()).isTrue();
        assertThat(bins).as("a stack overflow does not stop growth").hasValueGreaterThanOrEqualTo(entries / 2);
    }

    private void setForEver(List<Object> written, int padding) {
        if (padding > 0) {
            setForEver(written, padding - 1);
            return;
        }
        Object key = new Object();
        map.set(key, "value");
        written.add(key);
        setForEver(written, 0);
    }

    /** Runs something that overflows its stack. */
    private static void inSmallStack(Runnable body) {
        boolean overflown = Task.start(
                        () -> {
                            try {
                                body.run();
                                return false;
                            } catch (StackOverflowError e) {
                                return true;
                            }
                        },
                        STACK_SIZE)
                .result();
        assertThat(overflown).isTrue();
    }
}

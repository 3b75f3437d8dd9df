package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All that does not depend on how values are held nor on the garbage collector, for which see {@link CacheReclaimingTest}. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class WeakValueCacheRules {
    private record Key(String name) {}

    private static final Function<Object, Object> NEVER_RUN = k -> {
        throw new AssertionError("must not run");
    };

    private final WeakValueCache<Object, Object> cache;
    private final Object value = new Object();
    private final Object second = new Object();

    WeakValueCacheRules(WeakValueCache<Object, Object> cache) {
        this.cache = cache;
    }

    @Nested
    class ReadingAndWriting {
        @Test
        void emptyCacheHasNothing() {
            assertThat(cache.get("key")).isNull();
            assertThat(cache.delete("key")).isFalse();
        }

        @Test
        void putIsSeen() {
            cache.put("key", value);

            assertThat(cache.get("key")).isSameAs(value);
            assertThat(cache.get("other")).isNull();
        }

        @Test
        void keysAreComparedByEquals() {
            cache.put(new Key("name"), value);

            assertThat(cache.get(new Key("name"))).isSameAs(value);
            assertThat(cache.get(new Key("name"), NEVER_RUN)).isSameAs(value);
            assertThat(cache.get(new Key("other"))).isNull();
            assertThat(cache.delete(new Key("name"))).isTrue();
        }

        @Test
        void anyKeyIsAllowed() {
            for (Object key : List.of("string", 42, 4.2, 'c', true, List.of(1), Optional.empty(), String.class)) {
                assertThat(cache.get(key, k -> value)).isSameAs(value);
                assertThat(cache.get(key)).isSameAs(value);
                assertThat(cache.delete(key)).isTrue();
            }
        }

        @Test
        void anyValueIsAllowed() {
            Integer boxed = 1_000;
            String string = new String("string");
            cache.put("boxed", boxed);
            cache.put("string", string);

            assertThat(cache.get("boxed")).isSameAs(boxed);
            assertThat(cache.get("string")).isSameAs(string);
        }

        @Test
        void putOverwrites() {
            cache.put("key", value);
            cache.put("key", second);

            assertThat(cache.get("key")).isSameAs(second);
            assertThat(cache.delete("key")).isTrue();
            assertThat(cache.get("key")).isNull();
        }

        @Test
        void deleteRemovesOnce() {
            cache.put("key", value);
            cache.put("other", second);

            assertThat(cache.delete("key")).isTrue();
            assertThat(cache.delete("key")).isFalse();
            assertThat(cache.get("key")).isNull();
            assertThat(cache.get("other")).isSameAs(second);
        }

        @Test
        void clearRemovesAll() {
            cache.put("key", value);
            cache.put("other", second);

            cache.clear();

            assertThat(cache.get("key")).isNull();
            assertThat(cache.get("other")).isNull();
            assertThat(cache.delete("key")).isFalse();
            cache.put("key", second);
            assertThat(cache.get("key")).isSameAs(second);
        }

        @Test
        void nullsNameTheArgument() {
            assertThatNullPointerException().isThrownBy(() -> cache.get(null)).withMessageContaining("key");
            assertThatNullPointerException()
                    .isThrownBy(() -> cache.get(null, NEVER_RUN))
                    .withMessageContaining("key");
            assertThatNullPointerException()
                    .isThrownBy(() -> cache.get("key", null))
                    .withMessageContaining("loader");
            assertThatNullPointerException()
                    .isThrownBy(() -> cache.put(null, value))
                    .withMessageContaining("key");
            assertThatNullPointerException()
                    .isThrownBy(() -> cache.put("key", null))
                    .withMessageContaining("value");
            assertThatNullPointerException()
                    .isThrownBy(() -> cache.delete(null))
                    .withMessageContaining("key");
            assertThat(cache.get("key")).isNull();
        }

        @Test
        void nullLoaderIsRefusedAlsoWhereItWouldNotRun() {
            cache.put("key", value);

            assertThatNullPointerException().isThrownBy(() -> cache.get("key", null));
        }

        @Test
        void toStringTellsNothing() {
            cache.put("secret", value);

            assertThat(cache).hasToString("WeakValueCache");
        }
    }

    @Nested
    class Loading {
        @Test
        void loadsOnceAndStores() {
            assertThat(cache.get("key", k -> {
                        assertThat(k).isEqualTo("key");
                        return value;
                    }))
                    .isSameAs(value);
            assertThat(cache.get("key", NEVER_RUN)).isSameAs(value);
            assertThat(cache.get("key")).isSameAs(value);
        }

        @Test
        void loaderMayNotReturnNull() {
            assertThatNullPointerException()
                    .isThrownBy(() -> cache.get("key", k -> null))
                    .withMessageContaining("loader");
            assertThat(cache.get("key")).isNull();
            assertThat(cache.get("key", k -> value)).isSameAs(value);
        }

        @Test
        void whatIsThrownReachesTheCallerUnchanged() {
            for (Throwable thrown : List.of(new RuntimeException(), new IOException(), new Error())) {
                assertThatThrownBy(() -> cache.get("key", k -> {
                            throw Sneaky.sneak(thrown);
                        }))
                        .isSameAs(thrown);
                assertThat(cache.get("key")).isNull();
            }
            assertThat(cache.get("key", k -> value)).isSameAs(value);
        }

        @Test
        void nestsToAnyDepth() {
            List<Object> values = new ArrayList<>();
            Object result = Task.start(() -> depth(1_000, values), 16 << 20).result();
            assertThat(result).isSameAs(values.get(1_000));
            for (int i = 0; i <= 1_000; i++) {
                assertThat(cache.get(i)).isSameAs(values.get(i));
            }
        }

        private Object depth(int depth, List<Object> values) {
            return cache.get(depth, k -> {
                if (depth > 0) {
                    depth(depth - 1, values);
                }
                Object result = new Object();
                values.add(result);
                return result;
            });
        }

        @Test
        void anEqualKeyAgainIsRefusedAndNamesItsClass() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> cache.get(
                            new Key("secret"),
                            k -> cache.get("between", k2 -> cache.get(new Key("secret"), NEVER_RUN))))
                    .withMessageContaining(Key.class.getName())
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));

            assertThat(cache.get("between")).isNull();
            assertThat(cache.get(new Key("secret"), k -> value)).isSameAs(value);
        }

        @Test
        void sameKeyInAnotherCacheIsAnother() {
            WeakValueCache<Object, Object> other = WeakValueCache.weakValues();

            assertThat(cache.get("key", k -> other.get("key", k2 -> value))).isSameAs(value);
        }

        @Test
        void resultOverwritesWhatTheLoaderHasPut() {
            assertThat(cache.get("key", k -> {
                        cache.put("key", second);
                        assertThat(cache.get("key")).isSameAs(second);
                        return value;
                    }))
                    .isSameAs(value);

            assertThat(cache.get("key")).isSameAs(value);
        }

        @Test
        void ownDeleteAndClearForgetTheResult() {
            assertThat(cache.get("key", k -> {
                        cache.delete("key");
                        return value;
                    }))
                    .isSameAs(value);
            assertThat(cache.get("key")).isNull();

            assertThat(cache.get("key", k -> {
                        cache.clear();
                        return value;
                    }))
                    .isSameAs(value);
            assertThat(cache.get("key")).isNull();
        }

        @Test
        void nothingIsLeftAfterManyKeys() {
            for (int i = 0; i < 100_000; i++) {
                assertThat(cache.get(i, k -> value) == value).isTrue();
            }

            assertThat(Internals.running(cache)).isEmpty();
        }
    }

    @Nested
    class SeveralThreads {
        private final CountDownLatch started = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        private Task<Object> startLoading() {
            Task<Object> loading = Task.start(() -> cache.get(new Key("key"), k -> {
                started.countDown();
                Task.await(end);
                return value;
            }));
            Task.await(started);
            return loading;
        }

        @Test
        void othersWaitForTheResult() {
            Task<Object> loading = startLoading();
            List<Task<Object>> waiting = Task.start(4, i -> () -> cache.get(new Key("key"), NEVER_RUN));
            waiting.forEach(Task::awaitWaiting);
            assertThat(cache.get(new Key("key"))).isNull();

            end.countDown();

            assertThat(loading.result()).isSameAs(value);
            assertThat(Task.results(waiting)).allMatch(result -> result == value);
        }

        @Test
        void valueThatAnotherThreadPutsFirstWins() {
            Task<Object> loading = startLoading();
            cache.put(new Key("key"), second);
            assertThat(cache.get(new Key("key"), NEVER_RUN)).isSameAs(second);

            end.countDown();

            assertThat(loading.result()).isSameAs(second);
            assertThat(cache.get(new Key("key"))).isSameAs(second);
        }

        @Test
        void waitersLoadForThemselvesWhereTheFirstThrows() {
            Error thrown = new Error();
            Task<Object> failing = Task.start(() -> cache.get("key", k -> {
                started.countDown();
                Task.await(end);
                throw thrown;
            }));
            Task.await(started);
            AtomicInteger calls = new AtomicInteger();
            List<Task<Object>> waiting = Task.start(
                    4,
                    i -> () -> cache.get("key", k -> {
                        calls.incrementAndGet();
                        return value;
                    }));
            waiting.forEach(Task::awaitWaiting);

            end.countDown();

            assertThat(failing.failure()).isSameAs(thrown);
            assertThat(Task.results(waiting)).allMatch(result -> result == value);
            assertThat(calls).hasValue(1);
        }

        @Test
        void deleteDuringALoad() {
            forgottenDuringALoad(() -> assertThat(cache.delete(new Key("key"))).isFalse());
        }

        @Test
        void clearDuringALoad() {
            forgottenDuringALoad(cache::clear);
        }

        private void forgottenDuringALoad(Runnable forget) {
            Task<Object> loading = startLoading();
            Task<Object> before = Task.start(() -> cache.get(new Key("key"), NEVER_RUN));
            before.awaitWaiting();

            forget.run();

            Task<Object> after = Task.start(() -> cache.get(new Key("key"), k -> {
                assertThat(end.getCount()).isZero();
                return second;
            }));
            after.awaitWaiting();
            end.countDown();

            assertThat(loading.result()).isSameAs(value);
            assertThat(before.result()).isSameAs(value);
            assertThat(after.result()).isSameAs(second);
            assertThat(cache.get(new Key("key"))).isSameAs(second);
        }

        @Test
        void interruptedWaiterKeepsWaitingAndItsFlag() {
            Task<Object> loading = startLoading();
            AtomicBoolean flag = new AtomicBoolean();
            Task<Object> waiting = Task.start(() -> {
                Object result = cache.get(new Key("key"), NEVER_RUN);
                flag.set(Thread.currentThread().isInterrupted());
                return result;
            });
            waiting.awaitWaiting();

            waiting.thread.interrupt();
            waiting.awaitWaiting();
            end.countDown();

            assertThat(loading.result()).isSameAs(value);
            assertThat(waiting.result()).isSameAs(value);
            assertThat(flag).isTrue();
        }

        @Test
        void atMostOnceAtATimePerKey() {
            int threads = 16;
            int rounds = 200;
            AtomicIntegerArray calls = new AtomicIntegerArray(rounds);
            CyclicBarrier round = new CyclicBarrier(threads);

            List<List<Object>> results = Task.results(Task.start(threads, i -> () -> {
                List<Object> mine = new ArrayList<>();
                for (int r = 0; r < rounds; r++) {
                    int current = r;
                    round.await();
                    mine.add(cache.get(new Key("key" + r), k -> {
                        Thread.yield();
                        calls.incrementAndGet(current);
                        return new Object();
                    }));
                }
                return mine;
            }));

            for (int r = 0; r < rounds; r++) {
                int current = r;
                assertThat(calls.get(r)).isEqualTo(1);
                assertThat(results)
                        .allMatch(mine -> mine.get(current) == results.get(0).get(current));
            }
        }
    }
}

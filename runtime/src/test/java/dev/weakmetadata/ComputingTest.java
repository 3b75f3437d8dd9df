package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The rules of {@link WeakMap#getOrInsertComputed}, but for circles: {@link CircleTest}. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComputingTest {
    private record Key(int number) {}

    private final WeakMap<Object, Object> map = new WeakMap<>();
    private final Object key = new Object();
    private final Object other = new Object();

    private static final Function<Object, Object> NEVER_RUN = k -> {
        throw new AssertionError("must not run");
    };

    // One thread

    @Test
    void computesOnceAndStores() {
        AtomicInteger calls = new AtomicInteger();
        Function<Object, Object> function = k -> {
            assertThat(k).isSameAs(key);
            return "value" + calls.incrementAndGet();
        };

        assertThat(map.getOrInsertComputed(key, function)).isEqualTo("value1");
        assertThat(map.getOrInsertComputed(key, function)).isEqualTo("value1");
        assertThat(map.get(key)).isEqualTo("value1");
        assertThat(calls).hasValue(1);
    }

    @Test
    void presentValueNeverRunsTheFunction() {
        map.set(key, "value").set(other, null);

        assertThat(map.getOrInsertComputed(key, NEVER_RUN)).isEqualTo("value");
        assertThat(map.getOrInsertComputed(other, NEVER_RUN)).isNull();
    }

    @Test
    void nullResultIsAValue() {
        assertThat(map.getOrInsertComputed(key, k -> null)).isNull();

        assertThat(map.has(key)).isTrue();
        assertThat(map.getOrInsertComputed(key, NEVER_RUN)).isNull();
    }

    @Test
    void equalKeysAreComputedSeparately() {
        Key first = new Key(1);
        Key second = new Key(1);

        Object value = map.getOrInsertComputed(first, k -> map.getOrInsertComputed(second, x -> "inner") + " outer");

        assertThat(value).isEqualTo("inner outer");
        assertThat(map.get(second)).isEqualTo("inner");
    }

    @Test
    void functionMayUseTheMapForOtherKeys() {
        map.set(other, "old");

        Object value = map.getOrInsertComputed(key, k -> {
            assertThat(map.has(key)).isFalse();
            assertThat(map.get(key)).isNull();
            assertThat(map.get(other)).isEqualTo("old");
            map.set(other, "new");
            assertThat(map.update(other, v -> v + "er")).isEqualTo("newer");
            assertThat(map.delete(other)).isTrue();
            return map.getOrInsert(other, "inserted");
        });

        assertThat(value).isEqualTo("inserted");
        assertThat(map.get(other)).isEqualTo("inserted");
    }

    @Test
    void functionMayInsertThousandsOfOtherKeys() {
        List<Object> keys = objects(10_000);

        map.getOrInsertComputed(key, k -> {
            keys.forEach(o -> map.set(o, "value"));
            return "result";
        });

        assertThat(map.get(key)).isEqualTo("result");
        assertThat(keys).allMatch(map::has);
    }

    @Test
    void nestsToAnyDepth() {
        List<Object> keys = objects(1_001);

        assertThat(Task.start(() -> depth(keys, 1_000), 16 << 20).result()).isEqualTo(1_000);

        for (int i = 0; i <= 1_000; i++) {
            assertThat(map.get(keys.get(i))).isEqualTo(i);
        }
    }

    private Object depth(List<Object> keys, int depth) {
        return map.getOrInsertComputed(
                keys.get(depth), k -> depth == 0 ? (Object) 0 : 1 + (int) depth(keys, depth - 1));
    }

    @Test
    void nestsIntoOtherMapsWithTheSameKey() {
        WeakMap<Object, Object> second = new WeakMap<>();
        WeakValueCache<Object, Object> cache = WeakValueCache.weakValues();

        Object value = map.getOrInsertComputed(
                key, k -> "map " + second.getOrInsertComputed(key, k2 -> "second " + cache.get(key, k3 -> "cache")));

        assertThat(value).isEqualTo("map second cache");
        assertThat(second.get(key)).isEqualTo("second cache");
    }

    @Test
    void sameKeyAgainIsRefusedAndNamesItsClass() {
        Key same = new Key(1);

        assertThatIllegalStateException()
                .isThrownBy(() -> map.getOrInsertComputed(same, k -> map.getOrInsertComputed(same, NEVER_RUN)))
                .withMessageContaining(Key.class.getName());

        assertThat(map.has(same)).isFalse();
        assertThat(map.getOrInsertComputed(same, k -> "value")).isEqualTo("value");
    }

    @Test
    void refusalNeverShowsTheKey() {
        Unequal unequal = new Unequal();

        assertThatIllegalStateException()
                .isThrownBy(() -> map.getOrInsertComputed(unequal, k -> map.getOrInsertComputed(unequal, NEVER_RUN)))
                .withMessageContaining(Unequal.class.getName());
    }

    @Test
    void sameKeyAgainIsRefusedByWayOfOtherKeysAndMaps() {
        WeakMap<Object, Object> second = new WeakMap<>();

        assertThatIllegalStateException()
                .isThrownBy(() -> map.getOrInsertComputed(
                        key,
                        k -> map.getOrInsertComputed(
                                other,
                                k2 -> second.getOrInsertComputed(key, k3 -> map.getOrInsertComputed(key, NEVER_RUN)))));

        assertThat(map.has(key)).isFalse();
        assertThat(map.has(other)).isFalse();
        assertThat(second.has(key)).isFalse();
    }

    @Test
    void refusalMayBeCaught() {
        Object value = map.getOrInsertComputed(key, k -> {
            assertThatIllegalStateException().isThrownBy(() -> map.getOrInsertComputed(key, NEVER_RUN));
            return "value";
        });

        assertThat(value).isEqualTo("value");
        assertThat(map.get(key)).isEqualTo("value");
    }

    @Test
    void whateverTheFunctionWritesItsResultOverwrites() {
        for (Consumer<Object> write : List.<Consumer<Object>>of(
                k -> map.set(k, "own"), k -> map.update(k, v -> "own"), k -> map.getOrInsert(k, "own"))) {
            map.delete(key);
            assertThat(map.getOrInsertComputed(key, k -> {
                        write.accept(k);
                        assertThat(map.get(k)).isEqualTo("own");
                        return "result";
                    }))
                    .isEqualTo("result");
            assertThat(map.get(key)).isEqualTo("result");
        }
    }

    /** However it goes on: a delete must not be undone, and nobody can tell whose it was. */
    @Test
    void whatTheFunctionWritesAfterADeleteStays() {
        for (Consumer<Object> write : List.<Consumer<Object>>of(
                k -> map.set(k, "own"), k -> map.update(k, v -> "own"), k -> map.getOrInsert(k, "own"))) {
            map.delete(key);
            assertThat(map.getOrInsertComputed(key, k -> {
                        map.delete(k);
                        write.accept(k);
                        return "result";
                    }))
                    .isEqualTo("result");
            assertThat(map.get(key)).isEqualTo("own");
        }
    }

    @Test
    void whatTheFunctionDeletesAfterwardsIsNotStored() {
        assertThat(map.getOrInsertComputed(key, k -> {
                    map.set(k, "own");
                    map.delete(k);
                    return "result";
                }))
                .isEqualTo("result");
        assertThat(map.has(key)).isFalse();
    }

    /** What another thread has set meanwhile stays. */
    @Test
    void gettingWhatIsThereIsNoWrite() {
        assertThat(map.getOrInsertComputed(key, k -> {
                    Task.results(Task.start(1, thread -> () -> map.set(k, "others")));
                    return map.getOrInsert(k, "own") + " and more";
                }))
                .isEqualTo("others");
        assertThat(map.get(key)).isEqualTo("others");
    }

    @Test
    void sameKeyAgainAfterItHasBeenSetFindsIt() {
        Object value = map.getOrInsertComputed(key, k -> {
            map.set(key, "own");
            return map.getOrInsertComputed(key, NEVER_RUN) + " and more";
        });

        assertThat(value).isEqualTo("own and more");
        assertThat(map.get(key)).isEqualTo("own and more");
    }

    @Test
    void whatIsThrownReachesTheCallerUnchanged() {
        for (Throwable thrown : List.of(
                new RuntimeException("unchecked"),
                new IOException("checked"),
                new Error("error"),
                new Throwable("throwable"),
                new InterruptedException("interrupted"),
                new StackOverflowError("made up"))) {
            assertThatThrownBy(() -> map.getOrInsertComputed(key, k -> {
                        throw Sneaky.sneak(thrown);
                    }))
                    .isSameAs(thrown);
            assertThat(map.has(key)).isFalse();
        }
        assertThat(map.getOrInsertComputed(key, k -> "value")).isEqualTo("value");
    }

    @Test
    void whatIsThrownPassesThroughNestedComputations() {
        IOException thrown = new IOException();

        assertThatThrownBy(() -> map.getOrInsertComputed(
                        key,
                        k -> map.getOrInsertComputed(other, k2 -> {
                            throw Sneaky.sneak(thrown);
                        })))
                .isSameAs(thrown);

        assertThat(map.has(key)).isFalse();
        assertThat(map.has(other)).isFalse();
    }

    @Test
    void functionThatThrowsKeepsWhatItHasSetItself() {
        assertThatThrownBy(() -> map.getOrInsertComputed(key, k -> {
                    map.set(other, "other");
                    throw new IllegalArgumentException();
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(map.get(other)).isEqualTo("other");
    }

    @Test
    void resultOverwritesWhatTheFunctionHasSet() {
        Object value = map.getOrInsertComputed(key, k -> {
            map.set(key, "own");
            assertThat(map.get(key)).isEqualTo("own");
            return "result";
        });

        assertThat(value).isEqualTo("result");
        assertThat(map.get(key)).isEqualTo("result");
    }

    @Test
    void resultOverwritesWhatTheFunctionHasUpdated() {
        Object value = map.getOrInsertComputed(key, k -> {
            map.update(key, old -> "own");
            return "result";
        });

        assertThat(value).isEqualTo("result");
        assertThat(map.get(key)).isEqualTo("result");
    }

    @Test
    void nullResultOverwritesWhatTheFunctionHasSet() {
        assertThat(map.getOrInsertComputed(key, k -> {
                    map.set(key, "own");
                    return null;
                }))
                .isNull();

        assertThat(map.get(key)).isNull();
        assertThat(map.has(key)).isTrue();
    }

    @Test
    void resultOverwritesWhatANestedComputationHasSet() {
        Object value = map.getOrInsertComputed(key, k -> {
            map.getOrInsertComputed(other, k2 -> {
                map.set(key, "inner");
                return "other";
            });
            return "result";
        });

        assertThat(value).isEqualTo("result");
        assertThat(map.get(key)).isEqualTo("result");
    }

    @Test
    void ownDeleteForgetsTheResult() {
        assertThat(map.getOrInsertComputed(key, k -> {
                    assertThat(map.delete(key)).isFalse();
                    return "result";
                }))
                .isEqualTo("result");

        assertThat(map.has(key)).isFalse();
    }

    @Test
    void ownClearForgetsTheResult() {
        assertThat(map.getOrInsertComputed(key, k -> {
                    map.clear();
                    return "result";
                }))
                .isEqualTo("result");

        assertThat(map.has(key)).isFalse();
        assertThat(map.getOrInsertComputed(key, k -> "anew")).isEqualTo("anew");
    }

    @Test
    void deleteOfAnotherKeyForgetsNothing() {
        map.set(other, "other");

        map.getOrInsertComputed(key, k -> {
            assertThat(map.delete(other)).isTrue();
            return "result";
        });

        assertThat(map.get(key)).isEqualTo("result");
    }

    @Test
    void clearOfAnotherMapForgetsNothing() {
        map.getOrInsertComputed(key, k -> {
            new WeakMap<>(List.of(Map.entry(key, "value"))).clear();
            return "result";
        });

        assertThat(map.get(key)).isEqualTo("result");
    }

    // Several threads

    @Test
    void othersWaitForTheResult() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Object value = new Object();
        Task<Object> computing = Task.start(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            return value;
        }));
        Task.await(started);
        List<Task<Object>> waiting = Task.start(4, i -> () -> map.getOrInsertComputed(key, NEVER_RUN));
        waiting.forEach(Task::awaitWaiting);

        end.countDown();

        assertThat(computing.result()).isSameAs(value);
        assertThat(Task.results(waiting)).allMatch(result -> result == value);
    }

    @Test
    void waitersGetANullResult() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Task<Object> computing = Task.start(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            return null;
        }));
        Task.await(started);
        Task<Object> waiting = Task.start(() -> map.getOrInsertComputed(key, NEVER_RUN));
        waiting.awaitWaiting();

        end.countDown();

        assertThat(computing.result()).isNull();
        assertThat(waiting.result()).isNull();
    }

    @Test
    void nobodyElseWaits() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Task<Object> computing = Task.start(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            return "result";
        }));
        Task.await(started);

        assertThat(map.get(key)).isNull();
        assertThat(map.has(key)).isFalse();
        assertThat(map.getOrDefault(key, "default")).isEqualTo("default");
        assertThat(map.getOrInsertComputed(other, k -> "other")).isEqualTo("other");
        assertThat(map.delete(other)).isTrue();
        assertThat(map.set(other, "again").update(other, v -> v + "!")).isEqualTo("again!");
        assertThat(map.update(key, old -> "updated " + old)).isEqualTo("updated null");
        assertThat(computing.isDone()).isFalse();

        end.countDown();
        assertThat(computing.result()).isEqualTo("updated null");
    }

    @Test
    void valueThatAnotherThreadSetsFirstWins() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Task<Object> computing = Task.start(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            return "computed";
        }));
        Task.await(started);
        map.set(key, "set");

        // does not wait: there is a value
        assertThat(map.getOrInsertComputed(key, NEVER_RUN)).isEqualTo("set");

        end.countDown();
        assertThat(computing.result()).isEqualTo("set");
        assertThat(map.get(key)).isEqualTo("set");
    }

    @Test
    void waitersComputeForThemselvesWhereTheFirstThrows() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Error thrown = new Error();
        AtomicInteger calls = new AtomicInteger();
        Task<Object> failing = Task.start(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            throw thrown;
        }));
        Task.await(started);
        List<Task<Object>> waiting =
                Task.start(4, i -> () -> map.getOrInsertComputed(key, k -> "value" + calls.incrementAndGet()));
        waiting.forEach(Task::awaitWaiting);
        assertThat(calls).hasValue(0);

        end.countDown();

        assertThat(failing.failure()).isSameAs(thrown);
        assertThat(Task.results(waiting)).containsOnly("value1");
        assertThat(calls).hasValue(1);
    }

    @Test
    void everyWaiterGetsTheFailureOfItsOwnFunction() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        List<IOException> thrown = List.of(new IOException("0"), new IOException("1"), new IOException("2"));
        Task<Object> failing = Task.start(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            throw new IllegalArgumentException();
        }));
        Task.await(started);
        List<Task<Object>> waiting = Task.start(
                3,
                i -> () -> map.getOrInsertComputed(key, k -> {
                    throw Sneaky.sneak(thrown.get(i));
                }));
        waiting.forEach(Task::awaitWaiting);

        end.countDown();

        assertThat(failing.failure()).isInstanceOf(IllegalArgumentException.class);
        for (int i = 0; i < 3; i++) {
            assertThat(waiting.get(i).failure()).isSameAs(thrown.get(i));
        }
        assertThat(map.has(key)).isFalse();
    }

    @Test
    void deleteDuringAComputation() {
        forgottenDuringAComputation(() -> assertThat(map.delete(key)).isFalse());
    }

    @Test
    void clearDuringAComputation() {
        forgottenDuringAComputation(map::clear);
    }

    @Test
    void setAndDeleteDuringAComputation() {
        forgottenDuringAComputation(() -> {
            map.set(key, "set");
            assertThat(map.delete(key)).isTrue();
        });
    }

    /** Who asked before gets the result, which is not stored; who asks later waits for its end and computes anew. */
    private void forgottenDuringAComputation(Runnable forget) {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        AtomicBoolean running = new AtomicBoolean();
        Task<Object> computing = Task.start(() -> map.getOrInsertComputed(key, k -> {
            running.set(true);
            started.countDown();
            Task.await(end);
            running.set(false);
            return "old";
        }));
        Task.await(started);
        Task<Object> before = Task.start(() -> map.getOrInsertComputed(key, NEVER_RUN));
        before.awaitWaiting();

        forget.run();

        CountDownLatch anew = new CountDownLatch(1);
        Task<Object> after = Task.start(() -> map.getOrInsertComputed(key, k -> {
            assertThat(running).isFalse();
            Task.await(anew);
            return "new";
        }));
        after.awaitWaiting();
        assertThat(map.has(key)).isFalse();

        end.countDown();
        assertThat(computing.result()).isEqualTo("old");
        assertThat(before.result()).isEqualTo("old");
        assertThat(map.has(key)).isFalse();

        anew.countDown();
        assertThat(after.result()).isEqualTo("new");
        assertThat(map.get(key)).isEqualTo("new");
    }

    @Test
    void valueSetAfterADeleteDuringAComputationStays() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Task<Object> computing = Task.start(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            return "computed";
        }));
        Task.await(started);

        map.delete(key);
        map.set(key, "set");
        end.countDown();

        assertThat(computing.result()).isIn("computed", "set");
        assertThat(map.get(key)).isEqualTo("set");
    }

    @Test
    void failureOfAForgottenComputation() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Task<Object> failing = Task.start(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            throw new IllegalArgumentException();
        }));
        Task.await(started);
        Task<Object> before = Task.start(() -> map.getOrInsertComputed(key, k -> "before"));
        before.awaitWaiting();
        map.delete(key);

        end.countDown();

        assertThat(failing.failure()).isInstanceOf(IllegalArgumentException.class);
        assertThat(before.result()).isEqualTo("before");
    }

    @Test
    void interruptedWaiterKeepsWaitingAndItsFlag() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Task<Object> computing = Task.start(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            return "result";
        }));
        Task.await(started);
        AtomicBoolean flag = new AtomicBoolean();
        Task<Object> waiting = Task.start(() -> {
            Object result = map.getOrInsertComputed(key, NEVER_RUN);
            flag.set(Thread.currentThread().isInterrupted());
            return result;
        });
        waiting.awaitWaiting();

        waiting.thread.interrupt();
        waiting.awaitWaiting();
        waiting.thread.interrupt();
        waiting.awaitWaiting();
        assertThat(waiting.isDone()).isFalse();
        end.countDown();

        assertThat(computing.result()).isEqualTo("result");
        assertThat(waiting.result()).isEqualTo("result");
        assertThat(flag).isTrue();
    }

    @Test
    void waiterThatIsInterruptedBeforeWaitsToo() {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Task.start(() -> map.getOrInsertComputed(key, k -> {
            started.countDown();
            Task.await(end);
            return "result";
        }));
        Task.await(started);
        Task<Boolean> waiting = Task.start(() -> {
            Thread.currentThread().interrupt();
            assertThat(map.getOrInsertComputed(key, NEVER_RUN)).isEqualTo("result");
            return Thread.currentThread().isInterrupted();
        });
        waiting.awaitWaiting();

        end.countDown();

        assertThat(waiting.result()).isTrue();
    }

    @Test
    void interruptOfTheComputingThreadIsTheFunctionsOwnAffair() {
        Task<Boolean> computing = Task.start(() -> {
            Thread.currentThread().interrupt();
            assertThat(map.getOrInsertComputed(key, k -> Thread.currentThread().isInterrupted()))
                    .isEqualTo(true);
            return Thread.currentThread().isInterrupted();
        });

        assertThat(computing.result()).isTrue();
    }

    @Test
    void atMostOnceAtATimePerKey() {
        int threads = 16;
        int rounds = 200;
        List<Object> keys = objects(rounds);
        AtomicIntegerArray calls = new AtomicIntegerArray(rounds);
        CyclicBarrier round = new CyclicBarrier(threads);

        List<List<Object>> results = Task.results(Task.start(threads, i -> () -> {
            List<Object> mine = new ArrayList<>();
            for (int r = 0; r < rounds; r++) {
                int current = r;
                round.await();
                mine.add(map.getOrInsertComputed(keys.get(r), k -> {
                    Thread.yield();
                    return "value" + calls.incrementAndGet(current);
                }));
            }
            return mine;
        }));

        for (int r = 0; r < rounds; r++) {
            assertThat(calls.get(r)).isEqualTo(1);
        }
        assertThat(results).allMatch(mine -> mine.stream().allMatch("value1"::equals));
    }

    @Test
    void atMostOnceAtATimePerKeyAmongFailuresAndDeletes() {
        int threads = 16;
        int keyCount = 4;
        List<Object> keys = objects(keyCount);
        AtomicIntegerArray running = new AtomicIntegerArray(keyCount);
        AtomicInteger together = new AtomicInteger();

        Task.results(Task.start(threads, i -> () -> {
            SplittableRandom random = new SplittableRandom(i);
            for (int n = 0; n < 5_000; n++) {
                int number = random.nextInt(keyCount);
                Object k = keys.get(number);
                int action = random.nextInt(10);
                if (action == 0) {
                    map.delete(k);
                } else if (action == 1 && number == 0) {
                    map.clear();
                } else {
                    try {
                        Object result = map.getOrInsertComputed(k, x -> {
                            if (running.incrementAndGet(number) > 1) {
                                together.incrementAndGet();
                            }
                            if (action < 4) {
                                Thread.yield();
                            }
                            running.decrementAndGet(number);
                            if (action == 9) {
                                throw new IllegalArgumentException();
                            }
                            return "value" + number;
                        });
                        assertThat(result).isEqualTo("value" + number);
                    } catch (IllegalArgumentException e) {
                        assertThat(action).isEqualTo(9);
                    }
                }
            }
            return null;
        }));

        assertThat(together).hasValue(0);
    }

    @Test
    void nothingIsLeftAfterMillionsOfKeys() {
        for (int i = 0; i < 1_000_000; i++) {
            map.getOrInsertComputed(new Object(), k -> "value");
        }
        for (int i = 0; i < 1_000; i++) {
            assertThatThrownBy(() -> map.getOrInsertComputed(new Object(), k -> {
                        throw new IllegalArgumentException();
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        assertThat(Internals.running(map)).isEmpty();
        assertThat(Internals.waiting()).isEmpty();
    }

    private static List<Object> objects(int count) {
        List<Object> objects = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            objects.add(new Object());
        }
        return objects;
    }

    @Test
    void millionsOfKeysLeaveNothingBehind() {
        WeakValueCache<Object, Object> cache = WeakValueCache.weakValues();
        MetadataTable<HostEntry> table = new MetadataTable<>(HostEntry::new);
        Task.results(Task.start(2, thread -> () -> {
            for (int i = 0; i < 1_000_000; i++) {
                Object distinct = new Object();
                map.getOrInsertComputed(distinct, k -> "value");
                if (i % 4 == 0) {
                    cache.get(distinct, k -> "value");
                    table.compute(distinct, HostEntry.LAYOUT_MEMO, null, () -> "value");
                }
                if (i % 64 == 0) {
                    Object failing = new Object();
                    assertThatThrownBy(() -> map.getOrInsertComputed(failing, k -> {
                                throw new UnsupportedOperationException();
                            }))
                            .isInstanceOf(UnsupportedOperationException.class);
                }
            }
            return null;
        }));

        assertThat(Internals.running(map)).isEmpty();
        assertThat(Internals.running(cache)).isEmpty();
        assertThat(Internals.running(table)).isEmpty();
        assertThat(Internals.waiting()).isEmpty();
    }
}

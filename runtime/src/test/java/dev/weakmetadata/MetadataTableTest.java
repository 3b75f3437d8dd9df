package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weakmetadata.HostEntry.Hosts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The table that generated code stands on, with an entry as it would be generated: {@link HostEntry}. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MetadataTableTest {
    private final Hosts hosts = new Hosts();
    private final Object host = new Object();
    private final Object other = new Object();

    private static final Memos.Body NEVER_RUN = () -> {
        throw new AssertionError("must not run");
    };

    @Nested
    class Properties {
        @Test
        void areUnsetAtFirst() {
            assertThat(hosts.clicks(host)).isZero();
            assertThat(hosts.hasClicks(host)).isFalse();
            assertThat(hosts.deleteClicks(host)).isFalse();
            assertThat(hosts.note(host)).isNull();
            assertThat(hosts.table.has(host)).isFalse();
            assertThat(hosts.table.delete(host)).isFalse();
            assertThat(hosts.table.find(host)).isNull();
        }

        @Test
        void liveInOneEntry() {
            hosts.clicks(host, -1);
            HostEntry entry = hosts.table.find(host);
            hosts.time(host, Long.MIN_VALUE);
            hosts.note(host, "note");

            assertThat(hosts.table.find(host)).isSameAs(entry);
            assertThat(hosts.table.entry(host)).isSameAs(entry);
            assertThat(entry.refersTo(host)).isTrue();
            assertThat(hosts.clicks(host)).isEqualTo(-1);
            assertThat(hosts.time(host)).isEqualTo(Long.MIN_VALUE);
            assertThat(hosts.note(host)).isEqualTo("note");
            assertThat(hosts.table.find(other)).isNull();
        }

        @Test
        void areDeletedOneByOne() {
            hosts.clicks(host, 0);
            hosts.time(host, 0);
            hosts.note(host, null);

            assertThat(hosts.deleteClicks(host)).isTrue();
            assertThat(hosts.hasClicks(host)).isFalse();
            assertThat(hosts.table.has(host)).isTrue();
            assertThat(hosts.deleteTime(host)).isTrue();
            assertThat(hosts.deleteTime(host)).isFalse();
            assertThat(hosts.table.has(host)).isTrue();
            assertThat(hosts.deleteNote(host)).isTrue();
            assertThat(hosts.table.has(host)).isFalse();
            assertThat(hosts.table.delete(host)).isFalse();
        }

        @Test
        void areDeletedTogether() {
            hosts.clicks(host, 1);
            hosts.note(host, "note");

            assertThat(hosts.table.delete(host)).isTrue();
            assertThat(hosts.table.delete(host)).isFalse();
            assertThat(hosts.table.has(host)).isFalse();
            assertThat(hosts.clicks(host)).isZero();
            assertThat(hosts.note(host)).isNull();
            hosts.clicks(host, 2);
            assertThat(hosts.clicks(host)).isEqualTo(2);
            assertThat(hosts.note(host)).isNull();
        }

        @Test
        void ofADeletedEntryCannotBeWritten() {
            hosts.note(host, "note");
            HostEntry entry = hosts.table.find(host);
            hosts.table.delete(host);

            assertThat(Words.set(entry, HostEntry.NOTE, "late")).isFalse();
            assertThat(Words.set(entry, HostEntry.WORD0, 1, 1)).isFalse();
            assertThat(entry.anySet()).isFalse();
            assertThat(hosts.table.entry(host)).isNotSameAs(entry);
        }

        @Test
        void ofNullAreNotFound() {
            assertThat(hosts.table.find(null)).isNull();
            assertThat(hosts.table.has(null)).isFalse();
            assertThat(hosts.table.delete(null)).isFalse();
            assertThat(hosts.table.has(null, HostEntry.LAYOUT_MEMO)).isFalse();
            assertThat(hosts.table.delete(null, HostEntry.LAYOUT_MEMO)).isFalse();
            assertThat(hosts.table.delete(null, HostEntry.ICON_MEMO, new HostEntry.IconArguments("", 1)))
                    .isFalse();
        }

        @Test
        void ofInvalidHostsAreRefused() {
            for (Object invalid : List.of("string", 1, List.of())) {
                assertThatExceptionOfType(InvalidWeakKeyException.class)
                        .isThrownBy(() -> hosts.clicks(invalid, 1))
                        .withMessageContaining(invalid.getClass().getName());
                assertThatExceptionOfType(InvalidWeakKeyException.class)
                        .isThrownBy(() -> hosts.updateClicks(invalid, n -> {
                            throw new AssertionError("must not run");
                        }));
                assertThatExceptionOfType(InvalidWeakKeyException.class)
                        .isThrownBy(() -> hosts.layout(invalid, NEVER_RUN));
                assertThat(hosts.table.find(invalid)).isNull();
                assertThat(hosts.table.has(invalid)).isFalse();
                assertThat(hosts.table.delete(invalid)).isFalse();
                assertThat(hosts.table.has(invalid, HostEntry.LAYOUT_MEMO)).isFalse();
                assertThat(hosts.table.delete(invalid, HostEntry.LAYOUT_MEMO)).isFalse();
            }
        }

        @Test
        void methodsOfHostsAreNeverCalled() {
            Unequal unequal = new Unequal();
            hosts.clicks(unequal, 1);
            hosts.layout(unequal, () -> "layout");
            hosts.icon(unequal, "theme", 1, () -> "icon");

            assertThat(hosts.clicks(unequal)).isEqualTo(1);
            assertThat(hosts.table.delete(unequal, HostEntry.ICON_MEMO)).isTrue();
            assertThat(hosts.table.delete(unequal)).isTrue();
        }

        @Test
        void areUpdatedAtomically() {
            int threads = 6;
            int updates = 30_000;
            AtomicInteger added = new AtomicInteger();
            AtomicInteger taken = new AtomicInteger();

            Task.results(Task.start(threads, i -> () -> {
                for (int n = 0; n < updates; n++) {
                    if (i == 0 && n % 4 == 0) {
                        HostEntry entry = hosts.table.find(host);
                        if (entry != null) {
                            taken.addAndGet((int) Words.take(entry, HostEntry.WORD0, -1L >>> 1));
                        }
                    } else {
                        hosts.updateClicks(host, c -> c + 1);
                        added.incrementAndGet();
                        hosts.note(host, n);
                    }
                }
                return null;
            }));

            assertThat(taken.get() + hosts.clicks(host)).isEqualTo(added.get());
        }

        @Test
        void survivePassingThreadsThatDeleteTheWholeHost() {
            // Whoever has set a property finds it or the delete that has taken it.
            int threads = 4;
            AtomicInteger deleted = new AtomicInteger();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
            Task.results(Task.start(threads, i -> () -> {
                Object mine = new Object();
                for (int n = 1; System.nanoTime() < end; n++) {
                    hosts.clicks(mine, n);
                    hosts.time(host, n);
                    if (hosts.clicks(mine) != n) {
                        throw new AssertionError("lost");
                    }
                    if (!hosts.table.delete(mine) || hosts.table.has(mine)) {
                        throw new AssertionError("not deleted");
                    }
                    if (hosts.table.delete(host)) {
                        deleted.incrementAndGet();
                    }
                }
                return null;
            }));

            assertThat(deleted.get()).isPositive();
            hosts.table.delete(host);
            assertThat(hosts.table.has(host)).isFalse();
        }
    }

    @Nested
    class MemoizedByHost {
        @Test
        void isComputedOnce() {
            assertThat(hosts.layout(host, () -> "layout")).isEqualTo("layout");
            assertThat(hosts.layout(host, NEVER_RUN)).isEqualTo("layout");
            assertThat(hosts.layout(other, () -> "other")).isEqualTo("other");
            assertThat(hosts.table.has(host)).isTrue();
            assertThat(hosts.table.has(host, HostEntry.LAYOUT_MEMO)).isTrue();
        }

        @Test
        void nullIsAResult() {
            assertThat(hosts.layout(host, () -> null)).isNull();
            assertThat(hosts.layout(host, NEVER_RUN)).isNull();
            assertThat(hosts.weakLayout(host, () -> null)).isNull();
            assertThat(hosts.weakLayout(host, NEVER_RUN)).isNull();
            assertThat(hosts.table.delete(host, HostEntry.LAYOUT_MEMO)).isTrue();
            assertThat(hosts.table.delete(host, HostEntry.WEAK_LAYOUT_MEMO)).isTrue();
        }

        @Test
        void exceptionsAreNotRemembered() {
            for (Throwable thrown : List.of(new RuntimeException(), new IOException(), new Error())) {
                assertThatThrownBy(() -> hosts.layout(host, () -> {
                            throw Sneaky.sneak(thrown);
                        }))
                        .isSameAs(thrown);
                assertThat(hosts.table.has(host)).isFalse();
            }
            assertThat(hosts.layout(host, () -> "layout")).isEqualTo("layout");
        }

        @Test
        void isDeletedAloneOrWithTheHost() {
            hosts.clicks(host, 1);
            hosts.layout(host, () -> "layout");

            assertThat(hosts.table.delete(host, HostEntry.LAYOUT_MEMO)).isTrue();
            assertThat(hosts.table.delete(host, HostEntry.LAYOUT_MEMO)).isFalse();
            assertThat(hosts.table.has(host, HostEntry.LAYOUT_MEMO)).isFalse();
            assertThat(hosts.clicks(host)).isEqualTo(1);
            assertThat(hosts.layout(host, () -> "again")).isEqualTo("again");
            assertThat(hosts.table.delete(host)).isTrue();
            assertThat(hosts.layout(host, () -> "third")).isEqualTo("third");
        }

        @Test
        void recursionNamesFunctionAndClass() {
            Unequal unequal = new Unequal();
            assertThatIllegalStateException()
                    .isThrownBy(() -> hosts.layout(unequal, () -> hosts.layout(unequal, NEVER_RUN)))
                    .withMessageContaining("layout")
                    .withMessageContaining(Unequal.class.getName());
        }

        @Test
        void functionsOfOneHostMayUseEachOther() {
            assertThat(hosts.layout(
                            host,
                            () -> "layout of " + hosts.weakLayout(host, () -> "weak") + " and "
                                    + hosts.icon(host, "theme", 1, () -> "icon")))
                    .isEqualTo("layout of weak and icon");
        }

        @Test
        void deleteDuringTheComputationForgetsTheResult() {
            List<Runnable> deletes =
                    List.of(() -> hosts.table.delete(host), () -> hosts.table.delete(host, HostEntry.LAYOUT_MEMO));
            for (Runnable delete : deletes) {
                assertThat(hosts.layout(host, () -> {
                            delete.run();
                            return "forgotten";
                        }))
                        .isEqualTo("forgotten");
                assertThat(hosts.table.has(host)).isFalse();
            }
        }

        @Test
        void deleteOfAnotherHostOrFunctionForgetsNothing() {
            hosts.layout(host, () -> {
                hosts.table.delete(other);
                hosts.table.delete(host, HostEntry.ICON_MEMO);
                hosts.deleteIcon(host, "theme", 1);
                return "layout";
            });

            assertThat(hosts.layout(host, NEVER_RUN)).isEqualTo("layout");
        }

        @Test
        void othersWait() {
            CountDownLatch started = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            Task<Object> computing = Task.start(() -> hosts.layout(host, () -> {
                started.countDown();
                Task.await(end);
                return "layout";
            }));
            Task.await(started);
            Task<Object> waiting = Task.start(() -> hosts.layout(host, NEVER_RUN));
            waiting.awaitWaiting();
            assertThat(hosts.weakLayout(host, () -> "not waiting")).isEqualTo("not waiting");
            end.countDown();

            assertThat(computing.result()).isEqualTo("layout");
            assertThat(waiting.result()).isEqualTo("layout");
        }
    }

    @Nested
    class MemoizedByArguments {
        @Test
        void isComputedOncePerArguments() {
            AtomicInteger calls = new AtomicInteger();
            for (int round = 0; round < 2; round++) {
                for (int size = 0; size < 1_000; size++) {
                    String expected = "icon " + size;
                    assertThat(hosts.icon(host, new String("theme"), size, () -> {
                                calls.incrementAndGet();
                                return expected;
                            }))
                            .isEqualTo(expected);
                }
            }
            assertThat(calls).hasValue(1_000);
            assertThat(hosts.hasIcon(host, "theme", 999)).isTrue();
            assertThat(hosts.hasIcon(host, "theme", 1_000)).isFalse();
            assertThat(hosts.hasIcon(other, "theme", 1)).isFalse();
        }

        @Test
        void nullsAreArgumentsAndResults() {
            assertThat(hosts.icon(host, null, 1, () -> null)).isNull();
            assertThat(hosts.icon(host, null, 1, NEVER_RUN)).isNull();
            assertThat(hosts.weakIcon(host, null, 1, () -> null)).isNull();
            assertThat(hosts.weakIcon(host, null, 1, NEVER_RUN)).isNull();
            assertThat(hosts.hasIcon(host, null, 1)).isTrue();
        }

        @Test
        void areDeletedOneByOneAndTogether() {
            for (int size = 0; size < 100; size++) {
                hosts.icon(host, "theme", size, () -> "icon");
            }
            for (int size = 0; size < 50; size++) {
                assertThat(hosts.deleteIcon(host, "theme", size)).isTrue();
                assertThat(hosts.deleteIcon(host, "theme", size)).isFalse();
                assertThat(hosts.hasIcon(host, "theme", size)).isFalse();
                assertThat(hosts.hasIcon(host, "theme", 99)).isTrue();
            }
            assertThat(hosts.table.has(host, HostEntry.ICON_MEMO)).isTrue();
            assertThat(hosts.table.delete(host, HostEntry.ICON_MEMO)).isTrue();
            assertThat(hosts.table.delete(host, HostEntry.ICON_MEMO)).isFalse();
            assertThat(hosts.hasIcon(host, "theme", 99)).isFalse();
            assertThat(hosts.table.has(host)).isFalse();
        }

        @Test
        void lastResultDeletedLeavesNothing() {
            hosts.icon(host, "theme", 1, () -> "icon");
            assertThat(hosts.table.has(host)).isTrue();

            hosts.deleteIcon(host, "theme", 1);

            assertThat(hosts.table.has(host)).isFalse();
            assertThat(hosts.table.delete(host)).isFalse();
        }

        @Test
        void recursionWithOtherArgumentsIsAllowed() {
            assertThat(fibonacci(60)).isEqualTo(1548008755920L);
            assertThatIllegalStateException()
                    .isThrownBy(() -> hosts.icon(host, "x", 1, () -> hosts.icon(host, "x", 1, NEVER_RUN)))
                    .withMessageContaining("icon");
        }

        private long fibonacci(int n) {
            return (long) hosts.icon(host, "fibonacci", n, () -> n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2));
        }

        @Test
        void deleteDuringTheComputationForgetsTheResult() {
            List<Runnable> deletes = List.of(
                    () -> hosts.table.delete(host),
                    () -> hosts.table.delete(host, HostEntry.ICON_MEMO),
                    () -> hosts.deleteIcon(host, "theme", 1));
            for (Runnable delete : deletes) {
                hosts.icon(host, "theme", 1, () -> {
                    delete.run();
                    return "forgotten";
                });
                assertThat(hosts.hasIcon(host, "theme", 1)).isFalse();
            }
        }

        @Test
        void manyThreadsComputeEachOnce() {
            int sizes = 2_000;
            AtomicInteger calls = new AtomicInteger();

            List<List<Object>> results = Task.results(Task.start(8, i -> () -> {
                List<Object> mine = new ArrayList<>();
                for (int size = 0; size < sizes; size++) {
                    mine.add(hosts.icon(host, "theme", size, () -> {
                        calls.incrementAndGet();
                        return new Object();
                    }));
                }
                return mine;
            }));

            assertThat(calls).hasValue(sizes);
            for (int size = 0; size < sizes; size++) {
                for (List<Object> mine : results) {
                    assertThat(mine.get(size) == results.get(0).get(size)).isTrue();
                }
            }
        }
    }
}

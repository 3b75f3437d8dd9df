package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.HostEntry.Hosts;
import dev.weakmetadata.HostEntry.IconArguments;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Properties, memoized results and arguments, and the garbage collector. */
@Tag("gc")
class MemoReclaimingTest {
    private final Hosts hosts = new Hosts();
    private final Object host = new Object();

    @Test
    void allOfAHostGoesWithIt() {
        List<WeakReference<Object>> all = ofADroppedHost();

        Gc.await("all is collected", () -> all.stream().allMatch(reference -> reference.refersTo(null)));
        assertThat(hosts.table.has(host)).isFalse();
    }

    private List<WeakReference<Object>> ofADroppedHost() {
        Object dropped = new Object();
        Object note = new Object();
        Object layout = new Object();
        Object icon = new Object();
        Object theme = new Object();
        hosts.note(dropped, note);
        hosts.layout(dropped, () -> layout);
        hosts.icon(dropped, theme, 1, () -> icon);
        return List.of(
                new WeakReference<>(dropped),
                new WeakReference<>(note),
                new WeakReference<>(layout),
                new WeakReference<>(icon),
                new WeakReference<>(theme));
    }

    @Test
    void nothingStaysAfterDelete() {
        List<WeakReference<Object>> all = ofADeletedHost();

        Gc.await("all is collected", () -> all.stream().allMatch(reference -> reference.refersTo(null)));
        Reference.reachabilityFence(host);
    }

    private List<WeakReference<Object>> ofADeletedHost() {
        Object note = new Object();
        Object layout = new Object();
        Object icon = new Object();
        Object theme = new Object();
        hosts.note(host, note);
        hosts.layout(host, () -> layout);
        hosts.icon(host, theme, 1, () -> icon);
        hosts.icon(host, theme, 2, () -> icon);
        hosts.deleteIcon(host, theme, 1);
        hosts.table.delete(host);
        return List.of(
                new WeakReference<>(note),
                new WeakReference<>(layout),
                new WeakReference<>(icon),
                new WeakReference<>(theme));
    }

    @Test
    void weakResultsGoAndAreComputedAnew() {
        WeakReference<Object> result = weakResult();
        Gc.awaitCleared("the result", result);

        assertThat(hosts.table.has(host)).isFalse();
        assertThat(hosts.table.delete(host, HostEntry.WEAK_LAYOUT_MEMO)).isFalse();
        Object anew = new Object();
        assertThat(hosts.weakLayout(host, () -> anew)).isSameAs(anew);
        Gc.collect();
        assertThat(hosts.weakLayout(host, () -> "not computed")).isSameAs(anew);
    }

    private WeakReference<Object> weakResult() {
        Object result = new Object();
        hosts.weakLayout(host, () -> result);
        return new WeakReference<>(result);
    }

    @Test
    void weakResultsByArgumentsTakeTheirArgumentsWithThem() {
        Object used = new Object();
        hosts.weakIcon(host, "used", 1, () -> used);
        List<WeakReference<Object>> gone = weakResultsByArguments();

        Gc.await("results and arguments are collected", () -> gone.stream().allMatch(r -> r.refersTo(null)));

        assertThat(hosts.weakIcon(host, "used", 1, () -> "not computed")).isSameAs(used);
    }

    private List<WeakReference<Object>> weakResultsByArguments() {
        Object result = new Object();
        Object theme = new Object();
        for (int size = 0; size < 100; size++) {
            hosts.weakIcon(host, theme, size, () -> result);
        }
        return List.of(new WeakReference<>(result), new WeakReference<>(theme));
    }

    @Test
    void weakArgumentsTakeTheirResultsWithThem() {
        Object used = new Object();
        Object result = new Object();
        hosts.table.compute(host, HostEntry.ICON_MEMO, new WeakArguments(used), () -> result);
        List<WeakReference<Object>> gone = weakArguments();

        Gc.await("results and arguments are collected", () -> gone.stream().allMatch(r -> r.refersTo(null)));

        assertThat(hosts.table.compute(host, HostEntry.ICON_MEMO, new WeakArguments(used), () -> "not computed"))
                .isSameAs(result);
        assertThat(hosts.table.delete(host, HostEntry.ICON_MEMO)).isTrue();
    }

    private List<WeakReference<Object>> weakArguments() {
        Object argument = new Object();
        Object result = new Object();
        hosts.table.compute(host, HostEntry.ICON_MEMO, new WeakArguments(argument), () -> result);
        hosts.table.compute(host, HostEntry.ICON_MEMO, new WeakArguments(null), () -> "of null");
        assertThat(hosts.table.compute(host, HostEntry.ICON_MEMO, new WeakArguments(argument), () -> "not computed"))
                .isSameAs(result);
        assertThat(hosts.table.compute(host, HostEntry.ICON_MEMO, new WeakArguments(null), () -> "not computed"))
                .isEqualTo("of null");
        return List.of(new WeakReference<>(argument), new WeakReference<>(result));
    }

    /** The argument {@code @Weak Object b}, as it is generated. */
    private static final class WeakArguments extends Arguments {
        private final Reference<Object> argument;

        @SuppressWarnings("this-escape")
        WeakArguments(Object argument) {
            super(System.identityHashCode(argument));
            this.argument = weak(argument);
        }

        @Override
        protected boolean sameAs(Arguments other) {
            if (!(other instanceof WeakArguments arguments)) {
                return false;
            }
            Object mine = argument.get();
            return mine != null && arguments.argument.refersTo(mine);
        }
    }

    @Test
    void refersToTellsNullFromWhatIsGone() {
        WeakArguments ofNull = new WeakArguments(null);
        WeakArguments gone = new WeakArguments(new Object());
        Gc.await("the argument is collected", () -> gone.argument.refersTo(null));

        assertThat(Arguments.refersTo(ofNull.argument, null)).isTrue();
        assertThat(Arguments.refersTo(gone.argument, null)).isFalse();
        assertThat(Arguments.refersTo(gone.argument, new Object())).isFalse();
    }

    @Test
    void memoCacheHoldsWeaklyAndReclaims() {
        MemoCache cache = new MemoCache("image", Memoized.Results.WEAK);
        Object used = new Object();
        cache.compute(new IconArguments("used", 1), () -> used);
        List<WeakReference<Object>> gone = fill(cache);

        Gc.await("results and arguments are collected", () -> gone.stream().allMatch(r -> r.refersTo(null)));

        assertThat(cache.compute(new IconArguments("used", 1), () -> "not computed"))
                .isSameAs(used);
        assertThat(cache.delete(new IconArguments("used", 1))).isTrue();
        assertThat(cache.delete(new IconArguments("used", 1))).isFalse();
        assertThat(cache.delete(new IconArguments("other", 1))).isFalse();
    }

    private static List<WeakReference<Object>> fill(MemoCache cache) {
        Object theme = new Object();
        Object result = new Object();
        for (int size = 0; size < 100; size++) {
            assertThat(cache.compute(new IconArguments(theme, size), () -> result))
                    .isSameAs(result);
        }
        return List.of(new WeakReference<>(theme), new WeakReference<>(result));
    }
}

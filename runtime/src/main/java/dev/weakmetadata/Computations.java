package dev.weakmetadata;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The computations under way in one table or cache: at most one at a time for what is to be computed, a {@link Call}.
 *
 * <p><b>Invariants.</b>
 *
 * <ul>
 *   <li>A computation is registered under its call from before the function runs until its result has been stored or
 *       dropped; whoever finds one registered waits for it. Between two registrations under one call there is a moment
 *       without any, so no lock object outlives the computation.
 *   <li>The function runs on the thread that registered, outside every lock, at most once a registration.
 *   <li>A result is stored under the computation's monitor, and not if it has been <em>forgotten</em>, which is noted under
 *       the same monitor. A {@code delete} forgets first and removes afterwards: a result that was computed before it is
 *       either stored before, and removed, or not stored at all.
 *   <li>Whoever asked before the computation was forgotten gets its result; whoever asks later waits for its end, and then
 *       computes anew.
 *   <li>{@link #WAITING} has, for each waiting thread, what it waits for; a wait is added only if following owners from
 *       there does not lead back to the thread, both under one lock. So there is never a circle of waiting threads, in
 *       whichever tables. A thread that would close one registers its own computation in front of the other, and of two
 *       results the first stored wins.
 * </ul>
 */
final class Computations {
    /** What is computed: the value of a key in a table or cache or, with a function, a memoized result. */
    static final class Call {
        private final @Nullable Object host;
        private final @Nullable Object function;
        private final @Nullable Object arguments;
        private final int hash;

        /** For a key by identity. */
        Call(Object key) {
            this(key, null, null, System.identityHashCode(key));
        }

        /** For a memoized function; without a host if it has none of identity. */
        Call(@Nullable Object host, Object function, @Nullable Arguments arguments) {
            // Few functions of one host are computed at a time; they may have the same hash.
            this(
                    host,
                    function,
                    arguments,
                    31 * System.identityHashCode(host) + (arguments == null ? 0 : arguments.hash));
        }

        private Call(@Nullable Object host, @Nullable Object function, @Nullable Object arguments, int hash) {
            this.host = host;
            this.function = function;
            this.arguments = arguments;
            this.hash = hash;
        }

        /** For a key by {@code equals}. */
        static Call ofEqual(Object key) {
            return new Call(null, null, key, key.hashCode());
        }

        boolean concerns(Object host) {
            return this.host == host;
        }

        boolean concerns(Object host, Object function) {
            return this.host == host && this.function == function;
        }

        @Override
        public boolean equals(@Nullable Object object) {
            return object instanceof Call other
                    && hash == other.hash
                    && host == other.host
                    && function == other.function
                    && sameArguments(other.arguments);
        }

        private boolean sameArguments(@Nullable Object others) {
            if (arguments == null || others == null) {
                return arguments == others;
            }
            if (arguments instanceof Arguments mine && others instanceof Arguments theirs) {
                return mine.sameAs(theirs);
            }
            return arguments.equals(others);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        /** Names classes only: keys and values never leak into messages. */
        @Override
        public String toString() {
            Object key = host == null ? arguments : host;
            String type = key == null ? "null" : key.getClass().getName();
            return function == null
                    ? "The value for a key of " + type
                    : "The result of " + function + " for " + (host == null ? "arguments" : "a host") + " of " + type;
        }
    }

    /** Where results are kept. */
    interface Store {
        /** The stored result's {@linkplain Words word}, strong; unset if there is none. */
        @Nullable
        Object load();

        /** Stores a result unless there is one or it is to be overwritten; the result now stored. */
        @Nullable
        Object store(@Nullable Object result, boolean overwrite);
    }

    private static final class Computation {
        final Thread owner = Thread.currentThread();
        final CountDownLatch done = new CountDownLatch(1);

        /** The computation in front of which this one was registered to avoid a circle. */
        volatile @Nullable Computation behind;

        volatile boolean forgotten;

        /** The function itself has written what it computes. */
        boolean ownWrite;

        // Written before done, read after it.
        boolean succeeded;

        @Nullable
        Object result;

        synchronized void forget() {
            forgotten = true;
        }

        synchronized @Nullable Object store(@Nullable Object computed, Store store) {
            return forgotten ? computed : store.store(computed, ownWrite);
        }
    }

    private static final Map<Thread, Computation> WAITING = new IdentityHashMap<>();

    private final ConcurrentHashMap<Call, Computation> running = new ConcurrentHashMap<>();

    /**
     * The stored result or, if there is none, what the function returns.
     *
     * <p>All in one method: functions that recurse over a tree come through here once a level. It is also too big for C2 to
     * be inlined, along with all that it calls, into the getters of remembered results.
     */
    @Nullable
    Object compute(Call call, Store store, Memos.Body function) {
        Computation mine = new Computation();
        while (true) {
            Object word = store.load();
            if (Words.isSet(word)) {
                return Words.value(word);
            }
            Stack.reserve(); // to register, and after the function, however deep that recursed, to unregister
            Computation other = running.putIfAbsent(call, mine);
            if (other == null) {
                break;
            }
            refuseRecursion(call, other);
            boolean askedInTime = !other.forgotten;
            if (!await(other)) {
                running.compute(call, (c, first) -> {
                    mine.behind = first;
                    return mine;
                });
                break;
            }
            if (other.succeeded && askedInTime) {
                return other.result;
            }
        }
        try {
            Object word = store.load(); // it may have been stored since it was looked up
            if (Words.isSet(word)) {
                mine.result = Words.value(word);
            } else {
                Events.Begun event = Events.computation(call);
                Object computed = function.compute();
                if (event != null) {
                    event.end(mine.forgotten ? 0 : 1);
                }
                mine.result = mine.store(computed, store);
            }
            mine.succeeded = true;
            return mine.result;
        } catch (Throwable e) {
            throw Computations.<RuntimeException>unchanged(e);
        } finally {
            try {
                if (mine.behind != null || !running.remove(call, mine)) {
                    running.compute(call, (c, first) -> without(mine, first));
                }
            } finally {
                mine.done.countDown();
            }
        }
    }

    private static void refuseRecursion(Call call, Computation registered) {
        for (Computation c = registered; c != null; c = c.behind) {
            if (c.owner == Thread.currentThread()) {
                throw new IllegalStateException(call
                        + " is asked for by its own computation, which would never end. Give the function another way to"
                        + " get it, or break the recursion before it comes back to where it started.");
            }
        }
    }

    /** Lets checked exceptions pass: the generated method declares those of the user's. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> X unchanged(Throwable e) throws X {
        throw (X) e;
    }

    private static @Nullable Computation without(Computation mine, @Nullable Computation first) {
        if (first == mine) {
            return mine.behind;
        }
        for (Computation c = first; c != null; c = c.behind) {
            if (c.behind == mine) {
                c.behind = mine.behind;
            }
        }
        return first;
    }

    /** Waits for a computation to end, whatever interrupts; false, at once, if that would close a circle. */
    private static boolean await(Computation computation) {
        Thread me = Thread.currentThread();
        boolean interrupted = false;
        try {
            synchronized (WAITING) {
                // A thread stays noted for a moment after what it waited for is done; that is no wait.
                for (Computation c = computation; c != null && c.done.getCount() > 0; c = WAITING.get(c.owner)) {
                    if (c.owner == me) {
                        return false;
                    }
                }
                WAITING.put(me, computation);
            }
            while (true) {
                try {
                    computation.done.await();
                    return true;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            synchronized (WAITING) {
                WAITING.remove(me);
            }
            if (interrupted) {
                me.interrupt();
            }
        }
    }

    /** Lets results under way for this call not be stored. */
    void forget(Call call) {
        forget(running.get(call));
    }

    /** Lets results under way not be stored. */
    void forgetAll(Predicate<Call> calls) {
        running.forEach((call, computation) -> {
            if (calls.test(call)) {
                forget(computation);
            }
        });
    }

    private static void forget(@Nullable Computation registered) {
        for (Computation c = registered; c != null; c = c.behind) {
            c.forget();
        }
    }

    /** Notes a write by the caller: if that is the function that computes the same, its result will overwrite it. */
    void noteWrite(Call call) {
        for (Computation c = running.get(call); c != null; c = c.behind) {
            if (c.owner == Thread.currentThread()) {
                c.ownWrite = true;
            }
        }
    }
}

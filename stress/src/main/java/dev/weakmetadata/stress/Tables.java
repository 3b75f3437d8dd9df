package dev.weakmetadata.stress;

import dev.weakmetadata.WeakMap;
import dev.weakmetadata.WeakSet;
import dev.weakmetadata.WeakValueCache;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** What the torture run uses from all its threads. */
final class Tables {
    /** In models and as a default: there is no value. */
    static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "absent";
        }
    };

    final WeakMap<Object, Object> map = new WeakMap<>();
    final WeakSet<Object> set = new WeakSet<>();
    final HostState state = HostState.create();
    final WeakMap<Object, Object> clearedMap = new WeakMap<>();
    final WeakSet<Object> clearedSet = new WeakSet<>();
    final WeakMap<Object, Object> counters = new WeakMap<>();
    final WeakMap<Object, Object> racing = new WeakMap<>();
    final WeakValueCache<Integer, Object> weakCache = WeakValueCache.weakValues();
    final WeakValueCache<Integer, Object> softCache = WeakValueCache.softValues();

    private final ReentrantLock clearing = new ReentrantLock();
    private final AtomicLong clearsBegun = new AtomicLong();
    private final AtomicLong clearsEnded = new AtomicLong();

    long clearsBegun() {
        return clearsBegun.get();
    }

    long clearsEnded() {
        return clearsEnded.get();
    }

    /** One at a time, so that a number says which have ended; in the midst of everything else. */
    void clear() {
        if (clearing.tryLock()) {
            try {
                clearsBegun.incrementAndGet();
                clearedMap.clear();
                clearedSet.clear();
                clearsEnded.incrementAndGet();
            } finally {
                clearing.unlock();
            }
        }
    }
}

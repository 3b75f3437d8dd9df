package dev.weakmetadata.samples.caching;

import dev.weakmetadata.WeakMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A pure function of an object, computed once for each object that it is asked about. */
final class ObjectValues {
    private final WeakMap<Map<String, Integer>, List<Long>> cache = new WeakMap<>();
    private final AtomicInteger computations = new AtomicInteger();

    List<Long> handleObjectValues(Map<String, Integer> object) {
        return cache.getOrInsertComputed(
                object, o -> o.values().stream().map(this::heavyComputation).toList());
    }

    /** How often the heavy computation ran: so that the sample can tell. */
    int computations() {
        return computations.get();
    }

    private long heavyComputation(int limit) {
        computations.incrementAndGet();
        return IntStream.range(2, limit).filter(ObjectValues::isPrime).count();
    }

    private static boolean isPrime(int number) {
        return IntStream.rangeClosed(2, (int) Math.sqrt(number)).noneMatch(divisor -> number % divisor == 0);
    }
}

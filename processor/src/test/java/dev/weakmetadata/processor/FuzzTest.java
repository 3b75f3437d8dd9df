package dev.weakmetadata.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Random sources, the same for the same seed; {@code -Dfuzz.cases=10000} tries more, {@code -Dfuzz.first=77} others. */
class FuzzTest {
    private static final int BATCH = 50;

    @Test
    void randomSources() {
        long first = Long.getLong("fuzz.first", 1);
        long end = first + Long.getLong("fuzz.cases", 20);
        Fuzz fuzz = new Fuzz();
        for (long seed = first; seed < end; seed += BATCH) {
            List<FuzzSource> sources = LongStream.range(seed, Math.min(end, seed + BATCH))
                    .mapToObj(FuzzSource::of)
                    .toList();
            fuzz.check(sources, (seed - first) / BATCH % 10 == 0);
        }
        System.out.println("Fuzzing: " + fuzz.statistics());
        StringBuilder report = new StringBuilder();
        fuzz.failures()
                .forEach((seed, failure) -> report.append("\nSeed ")
                        .append(seed)
                        .append(" ")
                        .append(failure)
                        .append("\n")
                        .append(FuzzSource.of(seed).text()));
        assertThat(report.toString()).isEmpty();
    }
}

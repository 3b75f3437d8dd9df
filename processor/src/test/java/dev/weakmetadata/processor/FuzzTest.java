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

    /** javac ends with an exception before it calls any processor, and says so to nobody but the user. */
    @Test
    void sourceThatTheCompilerGivesUpOnSpoilsNoOther() {
        FuzzSource good = new FuzzSource(1, """
                package f1;
                @dev.weakmetadata.WeakMetadata
                interface State { int x(Object host); }
                """, true);
        Fuzz fuzz = new Fuzz();
        fuzz.check(List.of(good, spoiling(false)), false);
        assertThat(fuzz.failures()).isEmpty();
        assertThat(fuzz.statistics()).startsWith("1 accepted").endsWith("1 broken for the compiler");
    }

    /** So that javac cannot find {@code Object} any more. */
    @Test
    void circleOfInterfacesSpoilsNoOther() {
        FuzzSource good = new FuzzSource(1, """
                package f1;
                @dev.weakmetadata.WeakMetadata
                interface State { Object x(Object host); }
                """, true);
        FuzzSource circle = new FuzzSource(2, """
                package f2;
                @dev.weakmetadata.WeakMetadata
                interface State extends Members, Under {}
                interface Under extends State { Object x(Object host); }
                interface Members {}
                """, false);
        Fuzz fuzz = new Fuzz();
        fuzz.check(List.of(good, circle), false);
        assertThat(fuzz.failures()).isEmpty();
        assertThat(fuzz.statistics()).startsWith("1 accepted").endsWith("1 broken for the compiler");
    }

    @Test
    void sourceThatTheCompilerGivesUpOnIsNotValid() {
        Fuzz fuzz = new Fuzz();
        fuzz.check(List.of(spoiling(true)), false);
        assertThat(fuzz.failures()).containsOnlyKeys(2L);
    }

    private static FuzzSource spoiling(boolean isValid) {
        return new FuzzSource(2, "package f2;\nrecord Spoiling(int a, int a.b) {}\n", isValid);
    }
}

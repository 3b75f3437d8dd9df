package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WordsTest {
    /** An entry with a word of each kind. */
    private static final class Holder {
        static final AtomicReferenceFieldUpdater<Holder, Object> REFERENCE =
                AtomicReferenceFieldUpdater.newUpdater(Holder.class, Object.class, "reference");
        static final AtomicLongFieldUpdater<Holder> PACKED = AtomicLongFieldUpdater.newUpdater(Holder.class, "packed");
        static final AtomicLongFieldUpdater<Holder> WHOLE = AtomicLongFieldUpdater.newUpdater(Holder.class, "whole");

        volatile Object reference;
        volatile long packed;
        volatile long whole;
    }

    private final Holder holder = new Holder();

    @Nested
    class ReferenceWords {
        @Test
        void areUnsetAtFirst() {
            assertThat(Words.isSet(holder.reference)).isFalse();
            assertThat(Words.take(holder, Holder.REFERENCE)).isNull();
        }

        @Test
        void holdValues() {
            assertThat(Words.set(holder, Holder.REFERENCE, "value")).isTrue();

            assertThat(Words.isSet(holder.reference)).isTrue();
            assertThat(Words.value(holder.reference)).isEqualTo("value");
        }

        @Test
        void holdAnExplicitNull() {
            assertThat(Words.set(holder, Holder.REFERENCE, null)).isTrue();

            assertThat(Words.isSet(holder.reference)).isTrue();
            assertThat(Words.value(holder.reference)).isNull();
            assertThat(Words.isSet(Words.take(holder, Holder.REFERENCE))).isTrue();
            assertThat(Words.isSet(holder.reference)).isFalse();
        }

        @Test
        void areReplacedOnlyIfAsExpected() {
            assertThat(Words.replace(holder, Holder.REFERENCE, "another", "value"))
                    .isFalse();
            assertThat(Words.replace(holder, Holder.REFERENCE, null, "value")).isTrue();
            Object word = holder.reference;
            assertThat(Words.replace(holder, Holder.REFERENCE, null, "again")).isFalse();
            assertThat(Words.replace(holder, Holder.REFERENCE, word, null)).isTrue();
            assertThat(Words.value(holder.reference)).isNull();
            assertThat(Words.isSet(holder.reference)).isTrue();
        }

        @Test
        void areTakenOnce() {
            Words.set(holder, Holder.REFERENCE, "value");

            assertThat(Words.value(Words.take(holder, Holder.REFERENCE))).isEqualTo("value");
            assertThat(Words.take(holder, Holder.REFERENCE)).isNull();
        }

        @Test
        void refuseEverythingOnceSealed() {
            Words.set(holder, Holder.REFERENCE, "value");

            assertThat(Words.value(Words.seal(holder, Holder.REFERENCE))).isEqualTo("value");

            assertThat(Words.isSet(holder.reference)).isFalse();
            assertThat(Words.set(holder, Holder.REFERENCE, "again")).isFalse();
            assertThat(Words.replace(holder, Holder.REFERENCE, holder.reference, "again"))
                    .isFalse();
            assertThat(Words.take(holder, Holder.REFERENCE)).isNull();
            assertThat(Words.isSet(Words.seal(holder, Holder.REFERENCE))).isFalse();
            assertThat(Words.isSet(holder.reference)).isFalse();
        }

        @Test
        void holdValuesWeakly() {
            Object value = new Object();
            Words.set(holder, Holder.REFERENCE, Words.weak(value));

            Object word = Words.strengthen(holder.reference);
            assertThat(Words.isSet(word)).isTrue();
            assertThat(Words.value(word)).isSameAs(value);

            ((WeakReference<?>) holder.reference).clear();
            assertThat(Words.isSet(Words.strengthen(holder.reference))).isFalse();
        }

        @Test
        void holdNullWeakly() {
            assertThat(Words.weak(null)).isNull();
            Words.set(holder, Holder.REFERENCE, Words.weak(null));

            Object word = Words.strengthen(holder.reference);
            assertThat(Words.isSet(word)).isTrue();
            assertThat(Words.value(word)).isNull();
        }

        @Test
        void tellValuesThatAreReferencesFromThoseHeldWeakly() {
            WeakReference<Object> value = new WeakReference<>(null);
            Words.set(holder, Holder.REFERENCE, value);

            assertThat(Words.value(Words.strengthen(holder.reference))).isSameAs(value);

            Words.set(holder, Holder.REFERENCE, Words.weak(value));
            assertThat(Words.value(Words.strengthen(holder.reference))).isSameAs(value);
        }
    }

    @Nested
    class PackedWords {
        private static final long LOW = 0xffL;
        private static final long HIGH = 0x7fL << 56;

        @Test
        void setSomeBitsAndLeaveTheOthers() {
            assertThat(Words.set(holder, Holder.PACKED, LOW, 0x12)).isTrue();
            assertThat(Words.set(holder, Holder.PACKED, HIGH, 0x34L << 56)).isTrue();
            assertThat(holder.packed).isEqualTo(0x34L << 56 | 0x12);

            assertThat(Words.set(holder, Holder.PACKED, LOW, 0x56)).isTrue();
            assertThat(holder.packed).isEqualTo(0x34L << 56 | 0x56);
        }

        @Test
        void areReplacedOnlyIfAsExpected() {
            assertThat(Words.replace(holder, Holder.PACKED, 1, LOW, 0x12)).isFalse();
            assertThat(Words.replace(holder, Holder.PACKED, 0, LOW, 0x12)).isTrue();
            assertThat(Words.replace(holder, Holder.PACKED, 0, LOW, 0x34)).isFalse();
            assertThat(Words.replace(holder, Holder.PACKED, 0x12, HIGH, HIGH)).isTrue();
            assertThat(holder.packed).isEqualTo(HIGH | 0x12);
        }

        @Test
        void areTakenBitByBit() {
            Words.set(holder, Holder.PACKED, LOW | HIGH, LOW | HIGH);

            assertThat(Words.take(holder, Holder.PACKED, LOW)).isEqualTo(LOW | HIGH);
            assertThat(Words.take(holder, Holder.PACKED, LOW)).isEqualTo(HIGH);
            assertThat(holder.packed).isEqualTo(HIGH);
        }

        @Test
        void useAllBitsButOne() {
            Words.set(holder, Holder.PACKED, Long.MAX_VALUE, Long.MAX_VALUE);

            assertThat(holder.packed).isEqualTo(Long.MAX_VALUE);
            assertThat(Words.seal(holder, Holder.PACKED)).isEqualTo(Long.MAX_VALUE);
        }

        @Test
        void refuseEverythingOnceSealed() {
            Words.set(holder, Holder.PACKED, LOW, 0x12);

            assertThat(Words.seal(holder, Holder.PACKED)).isEqualTo(0x12);

            assertThat(holder.packed & Long.MAX_VALUE).isZero();
            assertThat(holder.packed).isNegative();
            assertThat(Words.set(holder, Holder.PACKED, LOW, 0x34)).isFalse();
            assertThat(Words.replace(holder, Holder.PACKED, holder.packed, LOW, 0x34))
                    .isFalse();
            assertThat(Words.take(holder, Holder.PACKED, LOW)).isZero();
            assertThat(Words.seal(holder, Holder.PACKED)).isZero();
            assertThat(holder.packed & Long.MAX_VALUE).isZero();
        }

        @Test
        void areAtomicBitByBit() {
            int updates = 100_000;
            Task.results(Task.start(3, i -> () -> {
                long mask = 0xfffffL << 20 * i;
                for (int n = 1; n <= updates; n++) {
                    Words.set(holder, Holder.PACKED, mask, (long) n << 20 * i);
                }
                return null;
            }));

            long expected = updates | (long) updates << 20 | (long) updates << 40;
            assertThat(holder.packed).isEqualTo(expected);
        }
    }

    @Nested
    class WholeWords {
        @Test
        void areUnsetAtFirst() {
            assertThat(Words.isWholeSet(holder.whole)).isFalse();
            assertThat(Words.takeWhole(holder, Holder.WHOLE)).isZero();
        }

        @Test
        void holdEveryLong() {
            SplittableRandom random = new SplittableRandom(1);
            holdsLong(0);
            for (long value : new long[] {1, -1, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MIN_VALUE}) {
                holdsLong(value);
            }
            for (int i = 0; i < 64; i++) {
                holdsLong(1L << i);
                holdsLong(~(1L << i));
            }
            for (int i = 0; i < 10_000; i++) {
                holdsLong(random.nextLong());
            }
        }

        private void holdsLong(long value) {
            assertThat(Words.setWhole(holder, Holder.WHOLE, Words.ofLong(value)))
                    .isTrue();
            assertThat(Words.isWholeSet(holder.whole)).isTrue();
            assertThat(Words.longValue(holder.whole)).isEqualTo(value);
        }

        @Test
        void holdEveryDouble() {
            SplittableRandom random = new SplittableRandom(1);
            for (double value : new double[] {
                0.0,
                -0.0,
                1,
                -1,
                Double.NaN,
                Double.MIN_VALUE,
                Double.MAX_VALUE,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                Math.PI
            }) {
                holdsDouble(value);
            }
            for (int i = 0; i < 10_000; i++) {
                holdsDouble(Double.longBitsToDouble(random.nextLong()));
            }
        }

        @Test
        void holdEveryNotANumberAsOne() {
            for (long bits : List.of(
                    0x7ff0_0000_0000_0001L,
                    0x7ff8_0000_0000_0000L,
                    0xffff_ffff_ffff_ffffL,
                    0x7ffc_5bd1_e995_a9a8L,
                    0x7ffc_5bd1_e995_a9a9L)) {
                holdsDouble(Double.longBitsToDouble(bits));
            }
        }

        private void holdsDouble(double value) {
            assertThat(Words.setWhole(holder, Holder.WHOLE, Words.ofDouble(value)))
                    .isTrue();
            assertThat(Words.isWholeSet(holder.whole)).isTrue();
            assertThat(Double.doubleToLongBits(Words.doubleValue(holder.whole)))
                    .isEqualTo(Double.doubleToLongBits(value));
        }

        @Test
        void areReplacedOnlyIfAsExpected() {
            assertThat(Words.replaceWhole(holder, Holder.WHOLE, Words.ofLong(7), Words.ofLong(1)))
                    .isFalse();
            assertThat(Words.replaceWhole(holder, Holder.WHOLE, 0, Words.ofLong(1)))
                    .isTrue();
            assertThat(Words.replaceWhole(holder, Holder.WHOLE, 0, Words.ofLong(2)))
                    .isFalse();
            assertThat(Words.replaceWhole(holder, Holder.WHOLE, Words.ofLong(1), Words.ofLong(2)))
                    .isTrue();
            assertThat(Words.longValue(holder.whole)).isEqualTo(2);
        }

        @Test
        void areTakenOnce() {
            Words.setWhole(holder, Holder.WHOLE, Words.ofLong(0));

            assertThat(Words.longValue(Words.takeWhole(holder, Holder.WHOLE))).isZero();
            assertThat(Words.isWholeSet(holder.whole)).isFalse();
            assertThat(Words.isWholeSet(Words.takeWhole(holder, Holder.WHOLE))).isFalse();
        }

        @Test
        void refuseEverythingOnceSealed() {
            Words.setWhole(holder, Holder.WHOLE, Words.ofDouble(0.5));

            assertThat(Words.doubleValue(Words.sealWhole(holder, Holder.WHOLE))).isEqualTo(0.5);

            assertThat(Words.isWholeSet(holder.whole)).isFalse();
            assertThat(Words.setWhole(holder, Holder.WHOLE, Words.ofLong(1))).isFalse();
            assertThat(Words.replaceWhole(holder, Holder.WHOLE, holder.whole, Words.ofLong(1)))
                    .isFalse();
            assertThat(Words.isWholeSet(Words.takeWhole(holder, Holder.WHOLE))).isFalse();
            assertThat(Words.isWholeSet(Words.sealWhole(holder, Holder.WHOLE))).isFalse();
            assertThat(Words.isWholeSet(holder.whole)).isFalse();
        }
    }
}

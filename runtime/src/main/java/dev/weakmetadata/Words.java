package dev.weakmetadata;

import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The words of an entry: fields that hold a property's whole state, so that one compare-and-set changes it. For generated
 * code.
 *
 * <p>A word is <em>unset</em> (its initial state), holds a value, or is <em>sealed</em>: its entry has been deleted, and
 * whoever wants to write must look the entry up again. There are three kinds:
 *
 * <ul>
 *   <li><b>reference words</b>: null is unset; an explicit null is a marker object; a weakly or softly held value is a
 *       reference of this class's own, which {@link #strengthen} resolves;
 *   <li><b>packed words</b>: the {@code boolean}, {@code byte}, {@code short}, {@code char}, {@code int} and {@code float}
 *       properties of an entry share {@code long} words; each has a bit that says whether it is set. The sign bit is the
 *       seal;
 *   <li><b>whole words</b>: one {@code long} or {@code double}. Zero is unset and one is sealed, so two of the 2⁶⁴ values
 *       must be encoded as something else. For {@code double} these are two of the many representations of NaN, which
 *       become the usual one. For {@code long} they are two values around a secret that is drawn at random when this
 *       class is loaded; a program that has no way to know it meets one of them with a probability of 2⁻⁶³ a store, which
 *       is less than that of an undetected memory error.
 * </ul>
 */
public final class Words {
    /** An explicit null. */
    static final Object NULL = new Object();

    /** A word of a deleted entry. */
    static final Object SEALED = new Object();

    private static final long PACKED_SEAL = Long.MIN_VALUE;
    private static final long WHOLE_SEAL = 1;

    private static final long LONG_SECRET = ThreadLocalRandom.current().nextLong();
    private static final long DOUBLE_UNSET = 0x7ffc_5bd1_e995_a9a8L;

    private Words() {}

    /**
     * In place of writing what the word is already. A write would have other threads load the word anew, and the garbage
     * collector look at the entry again, for nothing. What it must not leave out is its order: whatever comes before it in
     * the program is visible to others before anything that comes after it.
     */
    static boolean staysAsItIs() {
        VarHandle.fullFence();
        return true;
    }

    // Reference words

    /** A value held weakly, told apart from a value that happens to be a {@link WeakReference}. */
    private static final class Weakly extends WeakReference<Object> {
        Weakly(Object value) {
            super(value);
        }
    }

    /**
     * Whether a reference word holds a value, which may be an explicit null.
     *
     * @param word a word, resolved by {@link #strengthen} if it may be held weakly or softly
     * @return whether it is set
     */
    public static boolean isSet(@Nullable Object word) {
        return word != null && word != SEALED;
    }

    /**
     * The value of a reference word.
     *
     * @param word a word that is set
     * @return its value
     */
    public static @Nullable Object value(@Nullable Object word) {
        return word == NULL ? null : word;
    }

    /** The word for a value. */
    static Object of(@Nullable Object value) {
        return value == null ? NULL : value;
    }

    static boolean isSealed(@Nullable Object word) {
        return word == SEALED;
    }

    /**
     * The word for a value to be held weakly, to be passed as value.
     *
     * @param value a value
     * @return a weak reference to it, or null
     */
    public static @Nullable Object weak(@Nullable Object value) {
        return value == null ? null : new Weakly(value);
    }

    /**
     * Resolves a word that may hold its value weakly or softly.
     *
     * @param word a word
     * @return the word as if it were held strongly; unset if the value has been collected
     */
    public static @Nullable Object strengthen(@Nullable Object word) {
        return word instanceof Reference<?> held
                        && (held instanceof Weakly
                                || held instanceof Memos.SoftResult
                                || held instanceof Memos.WeakResult)
                ? held.get()
                : word;
    }

    /**
     * Sets a reference word.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @param value the value
     * @return false if the word is sealed
     */
    public static <E> boolean set(
            E entry, AtomicReferenceFieldUpdater<E, @Nullable Object> field, @Nullable Object value) {
        Object old;
        do {
            old = field.get(entry);
            if (old == SEALED) {
                return false;
            }
        } while (!replace(entry, field, old, value));
        return true;
    }

    /**
     * Sets a reference word if it is still as expected.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @param expectedWord the word that was read
     * @param value the value
     * @return false if the word is sealed or another one than expected
     */
    public static <E> boolean replace(
            E entry,
            AtomicReferenceFieldUpdater<E, @Nullable Object> field,
            @Nullable Object expectedWord,
            @Nullable Object value) {
        if (expectedWord == SEALED) {
            return false;
        }
        Object word = of(value);
        if (word == expectedWord) {
            return staysAsItIs();
        }
        if (!field.compareAndSet(entry, expectedWord, word)) {
            return false;
        }
        Cycles.stored(entry, value);
        return true;
    }

    /**
     * Unsets a reference word.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @return the old word; null if it was unset or sealed
     */
    public static <E> @Nullable Object take(E entry, AtomicReferenceFieldUpdater<E, @Nullable Object> field) {
        while (true) {
            Object old = field.get(entry);
            if (!isSet(old)) {
                return null;
            }
            if (field.compareAndSet(entry, old, null)) {
                return old;
            }
        }
    }

    /**
     * Seals a reference word.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @return the old word
     */
    public static <E> @Nullable Object seal(E entry, AtomicReferenceFieldUpdater<E, @Nullable Object> field) {
        return field.getAndSet(entry, SEALED);
    }

    // Packed words

    /**
     * Sets some bits of a packed word.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @param mask the bits to be set
     * @param bits their values
     * @return false if the word is sealed
     */
    public static <E> boolean set(E entry, AtomicLongFieldUpdater<E> field, long mask, long bits) {
        long old;
        do {
            old = field.get(entry);
            if (old < 0) {
                return false;
            }
        } while (!replace(entry, field, old, mask, bits));
        return true;
    }

    /**
     * Sets some bits of a packed word if the whole of it is still as expected.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @param expectedWord the word that was read
     * @param mask the bits to be set
     * @param bits their values
     * @return false if the word is sealed or another one than expected
     */
    public static <E> boolean replace(
            E entry, AtomicLongFieldUpdater<E> field, long expectedWord, long mask, long bits) {
        if (expectedWord < 0) {
            return false;
        }
        long word = (expectedWord & ~mask) | bits;
        return word == expectedWord ? staysAsItIs() : field.compareAndSet(entry, expectedWord, word);
    }

    /**
     * Clears some bits of a packed word.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @param mask the bits to be cleared
     * @return the old word; 0 if it was sealed
     */
    public static <E> long take(E entry, AtomicLongFieldUpdater<E> field, long mask) {
        while (true) {
            long old = field.get(entry);
            if (old < 0) {
                return 0;
            }
            if (field.compareAndSet(entry, old, old & ~mask)) {
                return old;
            }
        }
    }

    /**
     * Seals a packed word.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @return the old word; 0 if it was sealed
     */
    public static <E> long seal(E entry, AtomicLongFieldUpdater<E> field) {
        return field.getAndSet(entry, PACKED_SEAL) & ~PACKED_SEAL;
    }

    // Whole words

    /**
     * Whether a whole word holds a value.
     *
     * @param word a word
     * @return whether it is set
     */
    public static boolean isWholeSet(long word) {
        return (word & ~WHOLE_SEAL) != 0;
    }

    /**
     * The whole word for a {@code long}.
     *
     * @param value a value
     * @return its word
     */
    public static long ofLong(long value) {
        return value ^ LONG_SECRET;
    }

    /**
     * The value of a whole word.
     *
     * @param word a word that is set
     * @return its value
     */
    public static long longValue(long word) {
        return word ^ LONG_SECRET;
    }

    /**
     * The whole word for a {@code double}.
     *
     * @param value a value
     * @return its word
     */
    public static long ofDouble(double value) {
        long word = Double.doubleToRawLongBits(value) ^ DOUBLE_UNSET;
        return isWholeSet(word) ? word : Double.doubleToRawLongBits(Double.NaN) ^ DOUBLE_UNSET;
    }

    /**
     * The value of a whole word.
     *
     * @param word a word that is set
     * @return its value
     */
    public static double doubleValue(long word) {
        return Double.longBitsToDouble(word ^ DOUBLE_UNSET);
    }

    /**
     * Sets a whole word.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @param word the new word
     * @return false if the old one is sealed
     */
    public static <E> boolean setWhole(E entry, AtomicLongFieldUpdater<E> field, long word) {
        long old;
        do {
            old = field.get(entry);
            if (old == WHOLE_SEAL) {
                return false;
            }
        } while (!replaceWhole(entry, field, old, word));
        return true;
    }

    /**
     * Sets a whole word if it is still as expected.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @param expectedWord the word that was read
     * @param word the new word
     * @return false if the word is sealed or another one than expected
     */
    public static <E> boolean replaceWhole(E entry, AtomicLongFieldUpdater<E> field, long expectedWord, long word) {
        if (expectedWord == WHOLE_SEAL) {
            return false;
        }
        return word == expectedWord ? staysAsItIs() : field.compareAndSet(entry, expectedWord, word);
    }

    /**
     * Unsets a whole word.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @return the old word; 0 if it was unset or sealed
     */
    public static <E> long takeWhole(E entry, AtomicLongFieldUpdater<E> field) {
        while (true) {
            long old = field.get(entry);
            if (!isWholeSet(old)) {
                return 0;
            }
            if (field.compareAndSet(entry, old, 0)) {
                return old;
            }
        }
    }

    /**
     * Seals a whole word.
     *
     * @param <E> the entry's type
     * @param entry the entry
     * @param field the word
     * @return the old word
     */
    public static <E> long sealWhole(E entry, AtomicLongFieldUpdater<E> field) {
        return field.getAndSet(entry, WHOLE_SEAL);
    }
}

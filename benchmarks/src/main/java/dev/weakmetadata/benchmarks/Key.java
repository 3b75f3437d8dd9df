package dev.weakmetadata.benchmarks;

import java.util.Arrays;

/** What is used as a key: an object with identity and, for comparison, a field of its own. */
public final class Key {
    /** The value of all keys in all tables. */
    static final Object VALUE = new Object();

    Object value;

    /** New keys, which have no identity hash yet. */
    static Key[] newKeys(int count) {
        Key[] keys = new Key[count];
        Arrays.setAll(keys, i -> new Key());
        return keys;
    }
}

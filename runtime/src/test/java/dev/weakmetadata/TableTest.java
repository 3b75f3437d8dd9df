package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Interleavings of the table that are too rare to wait for, made by hand. */
class TableTest {
    private final WeakMap<Object, String> map = new WeakMap<>();

    @Test
    void emptyBinsAreNeverMoved() {
        Object[] none = (Object[]) Internals.read(Table.class, "NONE", null);
        try {
            Object key = new Object();
            map.set(key, "value");
            WeakMap.MapEntry entry = map.lookUp(key);
            assertThat(entry.kill()).isTrue(); // a delete, under way

            map.clear();
            Table.Home home = map.home();
            home.count(1_000); // insertions that went into the old bins and are counted only now
            entry.unlink(); // the delete goes on

            assertThat(none).containsOnlyNulls();
            assertThat(new WeakMap<>().has(key)).isFalse();
        } finally {
            none[0] = null;
        }
    }
}

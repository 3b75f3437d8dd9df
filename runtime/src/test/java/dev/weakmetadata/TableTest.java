package dev.weakmetadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Interleavings of the table that are too rare to wait for, made by hand. */
class TableTest {
    private final WeakMap<Object, String> map = new WeakMap<>();

    @Test
    void aTableWithoutBinsIsNeverResized() {
        Object[] unused = (Object[]) Internals.read(Table.class, "UNUSED", null);
        try {
            Object key = new Object();
            map.set(key, "value");
            WeakMap.MapEntry entry = map.lookUp(key);
            assertThat(entry.kill()).isTrue(); // a delete, under way

            map.clear();
            Table.Home home = map.home();
            home.count(1_000); // insertions that went into the old bins and are counted only now
            entry.unlink(); // the delete goes on
            assertTimeoutPreemptively(Duration.ofMinutes(1), entry::run); // as if the key were collected, too

            assertThat(unused).containsOnlyNulls();
            assertThat(new WeakMap<>().has(key)).isFalse();
        } finally {
            unused[0] = null;
        }
    }

    @Test
    void aHostWithASlotIsSetAgainWhileItIsDeleted() {
        for (boolean isFirst : new boolean[] {true, false}) {
            SlotTest.Node host = new SlotTest.Node();
            if (!isFirst) {
                new WeakMap<>().set(host, "another map's");
            }
            map.set(host, "old");
            WeakMap.MapEntry entry = map.lookUp(host);
            assertThat(entry.kill()).isTrue(); // a delete, under way
            assertThat(map.has(host)).isFalse();

            map.set(host, "new");
            assertThat(map.get(host)).isEqualTo("new");
            entry.unlink(); // the delete goes on
            assertThat(map.get(host)).isEqualTo("new");
            assertThat(map.delete(host)).isTrue();
            assertThat(map.has(host)).isFalse();
        }
    }
}

package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ThingTest {
    @Test
    void keepsItsSecretOutsideTheObject() {
        Thing first = new Thing();
        Thing second = new Thing();
        assertEquals(first.showPrivate() + 1, second.showPrivate());
        assertNull(ThingMetadata.note(first));
        ThingMetadata.note(first, "mine");
        assertEquals("mine", ThingMetadata.note(first));
        assertTrue(ThingMetadata.hasNote(first));
        assertTrue(ThingMetadata.deleteNote(first));
        assertNull(ThingMetadata.note(first));
    }

    @Test
    void hasNoFieldMoreThanItsSource() {
        Set<String> fields =
                Arrays.stream(Thing.class.getDeclaredFields()).map(Field::getName).collect(Collectors.toSet());
        assertEquals(Set.of("counter", "someProperty"), fields);
    }
}

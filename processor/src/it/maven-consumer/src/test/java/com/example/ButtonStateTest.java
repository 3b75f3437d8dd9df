package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ButtonStateTest {
    private final ButtonState state = ButtonState.create();
    private final Button button = new Button("ok");

    @Test
    void keepsProperties() {
        assertFalse(state.has(button));
        assertFalse(state.clicked(button));
        state.clicked(button, true);
        assertTrue(state.clicked(button));
        assertTrue(state.has(button));
        assertFalse(state.clicked(new Button("ok")), "another button");
        assertFalse(ButtonState.create().clicked(button), "another table");
        assertTrue(state.delete(button));
        assertFalse(state.clicked(button));
    }

    @Test
    void startsFromTheDefault() {
        assertEquals(1, state.clicks(button));
        assertFalse(state.hasClicks(button));
        assertEquals(2, state.updateClicks(button, n -> n + 1));
        assertEquals(2, state.clicks(button));
        assertTrue(state.hasClicks(button));
        state.clicks(button, 7);
        assertEquals(7, state.clicks(button));
        assertTrue(state.deleteClicks(button));
        assertEquals(1, state.clicks(button));
    }

    @Test
    void memoizes() {
        List<String> letters = state.letters(button);
        assertEquals(List.of("o", "k"), letters);
        assertSame(letters, state.letters(button));
        StringBuilder padded = state.padded(button, 3);
        assertEquals(" ok", padded.toString());
        assertSame(padded, state.padded(button, 3));
        assertNotSame(padded, state.padded(button, 4));
    }

    @Test
    void holdsTheTwinWeakly() throws InterruptedException {
        state.twin(button, button);
        assertSame(button, state.twin(button));
        WeakReference<Button> twin = setTwin();
        awaitCleared(twin);
        assertNull(state.twin(button));
    }

    @Test
    void forgetsWhatBelongedToACollectedButton() throws InterruptedException {
        awaitCleared(tagAButton());
    }

    private WeakReference<Button> setTwin() {
        Button twin = new Button("twin");
        state.twin(button, twin);
        return new WeakReference<>(twin);
    }

    private WeakReference<Object> tagAButton() {
        Object tag = new Object();
        state.tag(new Button("gone"), tag);
        return new WeakReference<>(tag);
    }

    private static void awaitCleared(WeakReference<?> reference) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(30));
        while (!reference.refersTo(null)) {
            assertTrue(Instant.now().isBefore(end), "still there after 30 seconds");
            System.gc();
            Thread.sleep(20);
        }
    }
}

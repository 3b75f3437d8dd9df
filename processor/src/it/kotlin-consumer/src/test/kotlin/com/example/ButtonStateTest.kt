package com.example

import dev.weakmetadata.WeakMap
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertSame
import org.junit.jupiter.api.Assertions.assertTimeoutPreemptively
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import java.time.Duration

class ButtonStateTest {
    private val state = ButtonState.create()
    private val button = Button("ok")

    @Test
    fun keepsProperties() {
        assertFalse(state.clicked(button))
        state.clicked(button, true)
        assertTrue(state.clicked(button))
        assertNull(state.label(button))
        state.label(button, "OK")
        assertEquals("OK", state.label(button))
        assertEquals("ok: OK", state.describe(button))
        state.names(button, listOf("a", null))
        assertEquals(listOf("a", null), state.names(button))
        assertTrue(state.delete(button))
        assertFalse(state.has(button))
    }

    @Test
    fun extensionProperties() {
        with(state) {
            assertNull(button.tooltip)
            button.tooltip = "Press me"
            assertEquals("Press me", button.tooltip)
        }
        assertTrue(state.has(button))
    }

    @Test
    fun startsFromTheDefault() {
        assertEquals(1, state.getClicks(button))
        assertFalse(state.hasClicks(button))
        assertEquals(2, state.updateClicks(button) { it + 1 })
        assertSame(state, state.setClicks(button, 7))
        assertEquals(7, state.getClicks(button))
    }

    @Test
    fun memoizes() {
        assertEquals(listOf("o-", "k-"), state.letters(button, "-"))
        assertSame(state.letters(button, "-"), state.letters(button, "-"))
        assertTimeoutPreemptively(Duration.ofSeconds(20)) {
            assertEquals(2880067194370816120, state.fibonacci(button, 90))
        }
        assertTrue(state.deleteFibonacci(button))
    }

    @Test
    fun nullnessIsThatOfTheDeclaration() {
        assertTrue(mayBeNull(state.label(button)))
        assertTrue(mayBeNull(state.names(button)))
        assertFalse(mayBeNull(state.letters(button, "-")))
        assertTrue(mayBeNull(WeakMap<Button, String>().get(button)), "the runtime's own")
        assertFalse(mayBeNull(WeakMap<Button, String>().getOrDefault(button, "none")), "the runtime's own")
    }

    @Test
    fun generics() {
        val box = Box<String>()
        state.greatest(box, "z")
        assertEquals("z", state.greatest(box))
    }

    @Test
    fun holdsTheTwinWeakly() {
        state.twin(button, button)
        assertSame(button, state.twin(button))
        state.twin(button, Button("gone"))
        val end = System.nanoTime() + Duration.ofSeconds(30).toNanos()
        while (state.twin(button) != null) {
            assertTrue(System.nanoTime() < end, "still there after 30 seconds")
            System.gc()
            Thread.sleep(20)
        }
    }

    @Test
    fun aKotlinClassHasMetadata() {
        assertEquals(2, button.hidden())
        assertNull(button.note())
        assertEquals(setOf("text"), Button::class.java.declaredFields.map { it.name }.toSet())
    }

    /** Whether the compiler takes an expression for one that may be null. */
    private inline fun <reified T> mayBeNull(@Suppress("UNUSED_PARAMETER") value: T): Boolean = null is T

    @Test
    fun aGeneratedHost() {
        val owners = Owners.create()
        val host = WeakMetadata_ButtonState()
        assertNull(owners.owner(host))
        owners.owner(host, "me")
        assertEquals("me", owners.owner(host))
    }
}

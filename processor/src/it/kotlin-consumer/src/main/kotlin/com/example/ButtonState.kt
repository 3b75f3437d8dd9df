package com.example

import dev.weakmetadata.Memoized
import dev.weakmetadata.Weak
import dev.weakmetadata.WeakMetadata
import java.util.function.IntUnaryOperator

@WeakMetadata
interface ButtonState {
    fun clicked(button: Button): Boolean

    fun clicked(button: Button, value: Boolean)

    fun getClicks(button: Button): Int = 1

    fun setClicks(button: Button, value: Int): ButtonState

    fun updateClicks(button: Button, change: IntUnaryOperator): Int

    fun hasClicks(button: Button): Boolean

    fun label(button: Button): String?

    fun label(button: Button, value: String?)

    fun names(button: Button): List<String?>?

    fun names(button: Button, value: List<String?>)

    /** To Java a getter and a setter whose host is the receiver. */
    var Button.tooltip: String?

    @Weak
    fun twin(button: Button): Button?

    fun twin(button: Button, value: Button?)

    @Memoized
    fun letters(button: Button, separator: String): List<String> = button.text.map { it + separator }

    /** Through the interface, hence remembered. */
    @Memoized
    fun fibonacci(button: Button, n: Int): Long =
        if (n < 2) n.toLong() else fibonacci(button, n - 1) + fibonacci(button, n - 2)

    fun deleteFibonacci(button: Button): Boolean

    fun <T : Comparable<T>> greatest(box: Box<T>): T?

    fun <T : Comparable<T>> greatest(box: Box<T>, value: T)

    fun has(button: Button): Boolean

    fun delete(button: Button): Boolean

    /** Every call counts: the user's own, not touched. */
    fun describe(button: Button): String = "${button.text}: ${label(button)}"

    companion object {
        @JvmStatic
        fun create(): ButtonState = WeakMetadata_ButtonState()
    }
}

class Box<T>

package com.example

import dev.weakmetadata.Property
import dev.weakmetadata.WeakMetadata

/** A host of the interfaces, and with metadata of its own. */
@WeakMetadata(Property(name = "hidden", type = Int::class), Property(name = "note", type = String::class))
class Button(val text: String) {
    init {
        ButtonMetadata.hidden(this, text.length)
    }

    fun hidden(): Int = ButtonMetadata.hidden(this)

    fun note(): String? = ButtonMetadata.note(this)
}

package com.example

import dev.weakmetadata.WeakMetadata

/** Its host is a class that is generated in the same round. */
@WeakMetadata
internal interface Owners {
    fun owner(state: WeakMetadata_ButtonState): String?

    fun owner(state: WeakMetadata_ButtonState, value: String)

    companion object {
        fun create(): Owners = WeakMetadata_Owners()
    }
}

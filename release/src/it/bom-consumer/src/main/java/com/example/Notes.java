package com.example;

import dev.weakmetadata.WeakMetadata;

@WeakMetadata
interface Notes {
    static Notes create() {
        return new WeakMetadata_Notes();
    }

    String note(Object host);

    void note(Object host, String value);
}

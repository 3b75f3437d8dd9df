package com.example.app;

import dev.weakmetadata.Property;
import dev.weakmetadata.WeakMetadata;
import lombok.Data;

/** What Lombok adds and what its property's type is come from other processors. */
@Data
@WeakMetadata(@Property(name = "total", type = AutoValue_Price.class))
final class Till {
    private String title = "";

    void book(AutoValue_Price total) {
        TillMetadata.total(this, total);
    }

    long total() {
        return TillMetadata.total(this).cents();
    }
}

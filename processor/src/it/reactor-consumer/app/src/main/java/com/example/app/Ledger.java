package com.example.app;

import dev.weakmetadata.Property;
import dev.weakmetadata.WeakMetadata;
import lombok.Data;

/** What Lombok adds and what its property's type is come from other processors. */
@Data
@WeakMetadata(@Property(name = "total", type = AutoValue_Money.class))
final class Ledger {
    private String title = "";

    void book(AutoValue_Money total) {
        LedgerMetadata.total(this, total);
    }

    long total() {
        return LedgerMetadata.total(this).cents();
    }
}

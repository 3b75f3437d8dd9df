package dev.weakmetadata.samples.entities;

import dev.weakmetadata.Memoized;
import dev.weakmetadata.WeakMetadata;
import java.util.function.IntUnaryOperator;

/** What can be computed from an invoice, and needs no column. */
@WeakMetadata
interface Derived {
    static Derived create() {
        return new WeakMetadata_Derived();
    }

    /** In cents. */
    @Memoized
    default int total(Invoice invoice) {
        updateComputations(invoice, count -> count + 1); // only so that the sample can tell
        return invoice.items().stream()
                .mapToInt(item -> item.quantity() * item.cents())
                .sum();
    }

    /** To be called when the items have changed. */
    boolean deleteTotal(Invoice invoice);

    int computations(Invoice invoice);

    int updateComputations(Invoice invoice, IntUnaryOperator change);
}

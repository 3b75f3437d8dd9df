package com.example.model;

import dev.weakmetadata.WeakMetadata;

@WeakMetadata
public interface ShelfState {
    static ShelfState create() {
        return new WeakMetadata_ShelfState();
    }

    boolean full(Shelf shelf);

    void full(Shelf shelf, boolean value);

    boolean delete(Shelf shelf);
}

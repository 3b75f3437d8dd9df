package com.example.model;

import dev.weakmetadata.Property;
import dev.weakmetadata.WeakMetadata;

@WeakMetadata(value = @Property(name = "books", type = int.class), access = WeakMetadata.Access.PUBLIC)
public final class Shelf {}

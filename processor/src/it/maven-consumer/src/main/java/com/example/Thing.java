package com.example;

import dev.weakmetadata.Property;
import dev.weakmetadata.WeakMetadata;

@WeakMetadata({@Property(name = "hidden", type = int.class), @Property(name = "note", type = String.class)})
public final class Thing {
    private static int counter;

    public final String someProperty = "foo";

    public Thing() {
        ThingMetadata.hidden(this, ++counter);
    }

    public int showPrivate() {
        return ThingMetadata.hidden(this);
    }
}

package dev.weakmetadata.samples.privatemembers;

import dev.weakmetadata.Property;
import dev.weakmetadata.WeakMetadata;

/** A thing with a private member that is no member of its class: {@code ThingMetadata} is generated from the annotation. */
@WeakMetadata(@Property(name = "hidden", type = int.class))
public final class Thing {
    private static int counter = 0;

    private final String someProperty = "foo";

    public Thing() {
        ThingMetadata.hidden(this, ++counter);
    }

    public String showPublic() {
        return someProperty;
    }

    public int showPrivate() {
        return ThingMetadata.hidden(this);
    }

    /** Things may read the private members of each other. */
    public boolean isOlderThan(Thing other) {
        return ThingMetadata.hidden(this) < ThingMetadata.hidden(other);
    }
}

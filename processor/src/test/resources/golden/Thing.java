package golden;

import dev.weakmetadata.Property;
import dev.weakmetadata.WeakMetadata;

/** The form for classes. */
@WeakMetadata(
        value = {@Property(name = "hidden", type = int.class), @Property(name = "note", type = String.class)},
        access = WeakMetadata.Access.PUBLIC)
public class Thing<T> {
    Thing() {
        ThingMetadata.hidden(this, 42);
    }
}

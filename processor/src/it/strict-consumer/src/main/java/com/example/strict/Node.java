package com.example.strict;

import dev.weakmetadata.Property;
import dev.weakmetadata.WeakMetadata;
import java.util.ArrayList;
import java.util.List;

@WeakMetadata({
    @Property(name = "visits", type = int.class),
    @Property(name = "note", type = String.class),
    @Property(name = "seen", type = boolean.class),
    @Property(name = "total", type = long.class),
    @Property(name = "mean", type = double.class),
    @Property(name = "ratio", type = float.class),
    @Property(name = "letter", type = char.class),
    @Property(name = "bytes", type = byte[].class)
})
final class Node {
    private final List<Node> children = new ArrayList<>();

    Node add(Node child) {
        children.add(child);
        return this;
    }

    List<Node> children() {
        return List.copyOf(children);
    }

    int visit() {
        return NodeMetadata.updateVisits(this, n -> n + 1);
    }
}

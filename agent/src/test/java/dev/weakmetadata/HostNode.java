package dev.weakmetadata;

import java.util.ArrayList;
import java.util.List;

/** An ordinary class; its subclasses get a slot, or do not. */
class HostNode implements EphemeronGraph.Host, Cloneable {
    private final List<Object> references = new ArrayList<>();

    final class Inner {}

    @Override
    public List<Object> references() {
        return references;
    }

    Object inner() {
        return new Inner();
    }

    HostNode copy() {
        try {
            return (HostNode) clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}

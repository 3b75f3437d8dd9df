package dev.weakmetadata;

/** A key whose {@code equals} and {@code hashCode} must not be called. */
final class Unequal {
    @Override
    public boolean equals(Object other) {
        throw new AssertionError("equals of a key was called");
    }

    @Override
    public int hashCode() {
        throw new AssertionError("hashCode of a key was called");
    }

    @Override
    public String toString() {
        throw new AssertionError("toString of a key was called");
    }
}

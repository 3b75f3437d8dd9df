package dev.weakmetadata.samples.privatemembers;

import dev.weakmetadata.WeakMap;

/** What only this package can see of a {@link HandmadeThing}. */
final class PrivateScope {
    static final WeakMap<HandmadeThing, Members> MEMBERS = new WeakMap<>();

    private static int counter = 0;

    private PrivateScope() {}

    static int nextNumber() {
        return ++counter;
    }

    record Members(int hidden) {}
}

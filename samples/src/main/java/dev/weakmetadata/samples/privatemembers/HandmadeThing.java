package dev.weakmetadata.samples.privatemembers;

import dev.weakmetadata.WeakMap;
import dev.weakmetadata.samples.privatemembers.PrivateScope.Members;

/** {@link Thing} by hand: nothing is generated, the private members live in a {@link WeakMap}. */
public final class HandmadeThing {
    private final String someProperty = "foo";

    public HandmadeThing() {
        PrivateScope.MEMBERS.set(this, new Members(PrivateScope.nextNumber()));
    }

    public String showPublic() {
        return someProperty;
    }

    public int showPrivate() {
        return PrivateScope.MEMBERS.get(this).hidden();
    }
}

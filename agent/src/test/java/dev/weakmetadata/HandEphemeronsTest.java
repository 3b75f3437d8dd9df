package dev.weakmetadata;

import org.junit.jupiter.api.Tag;

/** With a host by hand: what the others are held to. */
@Tag("gc")
class HandEphemeronsTest extends Ephemerons {
    private static final class HandNode extends HostNode implements LazyWeakHost {
        private volatile WeakSlot slot;

        @Override
        public WeakSlot weakSlot() {
            return slot;
        }

        @Override
        public void weakSlot(WeakSlot slot) {
            this.slot = slot;
        }

        @Override
        protected Object clone() throws CloneNotSupportedException {
            HandNode clone = (HandNode) super.clone();
            clone.slot = null;
            return clone;
        }
    }

    @Override
    HostNode newHost() {
        return new HandNode();
    }
}

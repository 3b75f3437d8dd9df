package dev.weakmetadata.samples.cycles;

import dev.weakmetadata.SlotProvider;
import dev.weakmetadata.WeakSlot;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;

/** Netty's channels have attributes: one of them is the slot. */
public final class ChannelSlots implements SlotProvider<Channel> {
    static final AttributeKey<WeakSlot> KEY = AttributeKey.valueOf(ChannelSlots.class, "slot");

    @Override
    public Class<Channel> hostType() {
        return Channel.class;
    }

    @Override
    public WeakSlot get(Channel channel) {
        return channel.hasAttr(KEY) ? channel.attr(KEY).get() : null;
    }

    @Override
    public WeakSlot putIfAbsent(Channel channel, WeakSlot slot) {
        WeakSlot present = channel.attr(KEY).setIfAbsent(slot);
        return present == null ? slot : present;
    }
}

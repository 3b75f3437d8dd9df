package dev.weakmetadata.samples.cycles;

import static dev.weakmetadata.samples.Output.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.WeakMap;
import dev.weakmetadata.samples.Garbage;
import dev.weakmetadata.samples.Output;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import javax.swing.JPanel;
import org.junit.jupiter.api.Test;

class CyclesSampleTest {
    @Test
    void hostsWithASlotAreCollected() throws Exception {
        assertThat(Output.of(new CyclesSample()))
                .containsPattern(row("Task", "none", "100"))
                .containsPattern(row("TaskWithSlot", "a field: it is a WeakHost", "0"))
                .containsPattern(row("JPanel", "a client property, says a SlotProvider", "0"));
    }

    @Test
    void aComponentGetsOneSlotWhenSomethingIsSet() {
        ComponentSlots slots = new ComponentSlots();
        WeakMap<Object, String> map = new WeakMap<>();
        JPanel panel = new JPanel();
        assertThat(map.set(new JPanel(), "other").has(panel)).isFalse();
        assertThat(slots.get(panel)).isNull();
        map.set(panel, "value");
        assertThat(slots.get(panel)).isNotNull();
        assertThat(map.get(panel)).isEqualTo("value");
        assertThat(map.delete(panel)).isTrue();
    }

    @Test
    void aChannelWhoseMetadataReferenceItIsCollected() {
        WeakMap<Channel, Object> map = new WeakMap<>();
        WeakReference<Channel> channel = setOnNewChannel(map);
        assertThat(Garbage.collected(channel)).isTrue();
        Reference.reachabilityFence(map);
    }

    private static WeakReference<Channel> setOnNewChannel(WeakMap<Channel, Object> map) {
        Channel channel = new EmbeddedChannel();
        map.set(channel, channel.pipeline());
        assertThat(channel.hasAttr(ChannelSlots.KEY)).isTrue();
        assertThat(map.get(channel)).isSameAs(channel.pipeline());
        return new WeakReference<>(channel);
    }
}

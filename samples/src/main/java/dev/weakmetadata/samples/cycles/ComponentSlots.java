package dev.weakmetadata.samples.cycles;

import dev.weakmetadata.SlotProvider;
import dev.weakmetadata.WeakSlot;
import javax.swing.JComponent;
import org.jspecify.annotations.Nullable;

/** Swing's components have client properties: one of them is the slot. */
public final class ComponentSlots implements SlotProvider<JComponent> {
    private static final Object KEY = new Object();

    @Override
    public Class<JComponent> hostType() {
        return JComponent.class;
    }

    @Override
    public @Nullable WeakSlot get(JComponent component) {
        return (WeakSlot) component.getClientProperty(KEY);
    }

    @Override
    public synchronized WeakSlot putIfAbsent(JComponent component, WeakSlot slot) {
        WeakSlot present = get(component);
        if (present != null) {
            return present;
        }
        component.putClientProperty(KEY, slot);
        return slot;
    }
}

package dev.weakmetadata.samples.cycles;

import dev.weakmetadata.WeakMetadata;
import javax.swing.JComponent;
import org.jspecify.annotations.Nullable;

/** Actions that belong to objects, and reference them, as actions do. */
@WeakMetadata
interface Undo {
    static Undo create() {
        return new WeakMetadata_Undo();
    }

    @Nullable
    Runnable undo(Task task);

    void undo(Task task, Runnable undo);

    @Nullable
    Runnable undo(TaskWithSlot task);

    void undo(TaskWithSlot task, Runnable undo);

    @Nullable
    Runnable undo(JComponent component);

    void undo(JComponent component, Runnable undo);
}

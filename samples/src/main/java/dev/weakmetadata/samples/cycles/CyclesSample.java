package dev.weakmetadata.samples.cycles;

import dev.weakmetadata.samples.Garbage;
import dev.weakmetadata.samples.Report;
import dev.weakmetadata.samples.Sample;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.swing.JComponent;
import javax.swing.JPanel;

/** The one thing that weak keys alone cannot do, free a value that references its key, and the hosts that can. */
public final class CyclesSample implements Sample {
    private static final int COUNT = 100;

    @Override
    public String name() {
        return "cycles";
    }

    @Override
    public String description() {
        return "values that reference their own keys";
    }

    @Override
    public void run(Report report) {
        Undo undo = Undo.create();
        List<WeakReference<Object>> plain = useAndDrop(() -> {
            Task task = new Task();
            undo.undo(task, task::run);
            return task;
        });
        List<WeakReference<Object>> withSlot = useAndDrop(() -> {
            TaskWithSlot task = new TaskWithSlot();
            undo.undo(task, task::run);
            return task;
        });
        List<WeakReference<Object>> components = useAndDrop(() -> {
            JComponent component = new JPanel();
            undo.undo(component, component::repaint);
            return component;
        });
        report.say(COUNT + " objects of each class get an action that references them, and are dropped.");
        boolean collected = Garbage.collectUntil(() -> kept(withSlot) == 0 && kept(components) == 0);
        Garbage.collectSome();
        report.table(
                List.of("host", "its slot", "still there"),
                List.of(
                        List.of("Task", "none", "" + kept(plain)),
                        List.of("TaskWithSlot", "a field: it is a WeakHost", "" + kept(withSlot)),
                        List.of("JPanel", "a client property, says a SlotProvider", "" + kept(components))));
        report.claim(collected, "a host with a slot is collected, whatever its values reference");
        report.claim(kept(plain) == COUNT, "a host without one is kept by a value that references it");
        Reference.reachabilityFence(undo);
    }

    private static List<WeakReference<Object>> useAndDrop(Supplier<Object> host) {
        List<WeakReference<Object>> dropped = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            dropped.add(new WeakReference<>(host.get()));
        }
        return dropped;
    }

    private static long kept(List<WeakReference<Object>> dropped) {
        return dropped.stream().filter(host -> !Garbage.isCollected(host)).count();
    }
}

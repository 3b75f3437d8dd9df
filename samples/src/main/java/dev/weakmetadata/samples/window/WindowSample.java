package dev.weakmetadata.samples.window;

import dev.weakmetadata.samples.Garbage;
import dev.weakmetadata.samples.Report;
import dev.weakmetadata.samples.Sample;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;

/** State of Swing's own text fields: what it is good for, in a window if there is a display, and what is left of it. */
public final class WindowSample implements Sample {
    private static final int COUNT = 50;

    @Override
    public String name() {
        return "window";
    }

    @Override
    public String description() {
        return "state of the fields in a Swing window";
    }

    @Override
    public void run(Report report) throws Exception {
        FieldState state = FieldState.create();
        Map<JTextField, Integer> plainMap = new ConcurrentHashMap<>();
        List<WeakReference<JPanel>> forms = new ArrayList<>();
        SwingUtilities.invokeAndWait(() -> {
            useOne(report, state, plainMap, forms);
            while (forms.size() < COUNT) {
                Form form = new Form(state, plainMap);
                form.type();
                forms.add(new WeakReference<>(form.panel));
            }
        });
        if (GraphicsEnvironment.isHeadless()) {
            report.say("No window: there is no display. docs/images/window.png shows one.");
        } else {
            BufferedImage picture = FormWindow.picture(state);
            report.claim(
                    FormWindow.has(picture, Form.WRONG.getRGB()) && FormWindow.has(picture, Form.CHANGED.getRGB()),
                    "the window on the display shows which field is wrong, and which is changed");
        }
        measure(report, state, forms, plainMap);
    }

    private static void useOne(
            Report report, FieldState state, Map<JTextField, Integer> plainMap, List<WeakReference<JPanel>> forms) {
        Form form = new Form(state, plainMap);
        form.type();
        report.say("In a form of three fields one gets a wrong text, and another one a new text.");
        report.table(
                List.of("text", "edits", "changed", "problem"),
                List.of(row(state, form.field(0)), row(state, form.field(1)), row(state, form.field(2))));
        report.claim(
                state.problem(form.field(1)) != null
                        && state.isChanged(form.field(2))
                        && !state.isChanged(form.field(0)),
                "each field has its own state, and no field knows of it");
        forms.add(new WeakReference<>(form.panel));
    }

    private static List<String> row(FieldState state, JTextField field) {
        String problem = state.problem(field);
        return List.of(
                field.getText(),
                "" + state.edits(field),
                state.isChanged(field) ? "yes" : "no",
                problem == null ? "none" : problem);
    }

    private static void measure(
            Report report, FieldState state, List<WeakReference<JPanel>> forms, Map<JTextField, Integer> plainMap) {
        Garbage.collectSome();
        long keptByPlainMap = kept(forms);
        plainMap.clear();
        boolean collected = Garbage.collectUntil(() -> kept(forms) == 0);
        report.say(COUNT + " such forms are used and dropped.");
        report.table(
                List.of("edits in", "forms kept"),
                List.of(
                        List.of("a plain map of fields", "" + keptByPlainMap),
                        List.of("FieldState", "" + kept(forms))));
        report.claim(keptByPlainMap == COUNT, "the plain map has kept every form: a field knows its parents");
        report.claim(collected, "without it all forms are collected");
        Reference.reachabilityFence(state);
    }

    private static long kept(List<WeakReference<JPanel>> forms) {
        return forms.stream().filter(form -> !Garbage.isCollected(form)).count();
    }
}

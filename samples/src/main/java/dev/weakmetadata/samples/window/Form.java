package dev.weakmetadata.samples.window;

import java.awt.Color;
import java.awt.GridLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import org.jspecify.annotations.Nullable;

/** A form of ordinary text fields. How often each was edited, and what is wrong with it, is in a {@link FieldState}. */
final class Form {
    static final Color WRONG = new Color(0xFF, 0xC8, 0xC8);
    static final Color CHANGED = new Color(0xD8, 0xF0, 0xD0);

    final JPanel panel = new JPanel(new GridLayout(0, 3, 8, 8));

    private final FieldState state;
    private final Map<JTextField, Integer> plainMap;
    private final List<JTextField> fields = new ArrayList<>();

    Form(FieldState state, Map<JTextField, Integer> plainMap) {
        this.state = state;
        this.plainMap = plainMap;
        panel.setBorder(BorderFactory.createEmptyBorder(12, 12, 12, 12));
        addField("Name", "Ada Lovelace", text -> text.isBlank() ? "must not be empty" : null);
        addField("Year", "1843", text -> text.matches("\\d{4}") ? null : "is not a year");
        addField("Machine", "Analytical Engine", text -> null);
    }

    private void addField(String label, String text, Function<String, @Nullable String> check) {
        JTextField field = new JTextField(text, 16);
        JLabel note = new JLabel();
        state.original(field, text);
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                edited(field, note, check.apply(field.getText()));
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                edited(field, note, check.apply(field.getText()));
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                // of styles, of which a text field has none
            }
        });
        panel.add(new JLabel(label));
        panel.add(field);
        panel.add(note);
        fields.add(field);
    }

    private void edited(JTextField field, JLabel note, @Nullable String problem) {
        int edits = state.updateEdits(field, n -> n + 1);
        plainMap.put(field, edits);
        state.problem(field, problem);
        field.setBackground(problem != null ? WRONG : state.isChanged(field) ? CHANGED : Color.WHITE);
        note.setText((problem == null ? "" : problem + ", ") + edits + (edits == 1 ? " edit" : " edits"));
    }

    JTextField field(int index) {
        return fields.get(index);
    }

    /** As somebody at the keyboard would: one field becomes wrong, another one is changed. */
    void type() {
        insert(field(1), "?");
        insert(field(2), ",");
        insert(field(2), " 1837");
    }

    private static void insert(JTextField field, String text) {
        field.setCaretPosition(field.getDocument().getLength());
        field.replaceSelection(text);
    }
}

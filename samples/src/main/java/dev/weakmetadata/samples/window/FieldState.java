package dev.weakmetadata.samples.window;

import dev.weakmetadata.WeakMetadata;
import java.util.function.IntUnaryOperator;
import javax.swing.text.JTextComponent;
import org.jspecify.annotations.Nullable;

/** What a form knows of its fields, which are Swing's. */
@WeakMetadata
interface FieldState {
    static FieldState create() {
        return new WeakMetadata_FieldState();
    }

    /** The text before anybody touched it. */
    default String original(JTextComponent field) {
        return "";
    }

    void original(JTextComponent field, String text);

    int edits(JTextComponent field);

    int updateEdits(JTextComponent field, IntUnaryOperator change);

    /** What is wrong with its text; null if nothing is. */
    @Nullable
    String problem(JTextComponent field);

    void problem(JTextComponent field, @Nullable String problem);

    default boolean isChanged(JTextComponent field) {
        return !field.getText().equals(original(field));
    }
}

package dev.weakmetadata.samples.window;

import static dev.weakmetadata.samples.Output.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weakmetadata.samples.Output;
import java.util.HashMap;
import java.util.Map;
import javax.swing.JTextField;
import org.junit.jupiter.api.Test;

class WindowSampleTest {
    @Test
    void formsAreCollectedWithTheStateOfTheirFields() throws Exception {
        assertThat(Output.of(new WindowSample()))
                .containsPattern(row("1843\\?", "1", "yes", "is not a year"))
                .containsPattern(row("Analytical Engine, 1837", "2", "yes", "none"))
                .containsPattern(row("a plain map of fields", "50"))
                .containsPattern(row("FieldState", "0"));
    }

    @Test
    void fieldsShowTheirState() {
        Map<JTextField, Integer> plainMap = new HashMap<>();
        FieldState state = FieldState.create();
        Form form = new Form(state, plainMap);
        form.type();
        assertThat(form.field(0).getBackground()).isNotIn(Form.WRONG, Form.CHANGED);
        assertThat(form.field(1).getBackground()).isEqualTo(Form.WRONG);
        assertThat(form.field(2).getBackground()).isEqualTo(Form.CHANGED);
        assertThat(plainMap).hasSize(2);

        form.field(1).setText("1842");
        assertThat(state.problem(form.field(1))).isNull();
        assertThat(form.field(1).getBackground()).isEqualTo(Form.CHANGED);
    }
}

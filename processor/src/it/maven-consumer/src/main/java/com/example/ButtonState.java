package com.example;

import dev.weakmetadata.Memoized;
import dev.weakmetadata.Weak;
import dev.weakmetadata.WeakMetadata;
import java.util.List;
import java.util.function.IntUnaryOperator;

@WeakMetadata
interface ButtonState {
    static ButtonState create() {
        return new WeakMetadata_ButtonState();
    }

    boolean clicked(Button button);

    void clicked(Button button, boolean value);

    default int clicks(Button button) {
        return 1;
    }

    void clicks(Button button, int value);

    int updateClicks(Button button, IntUnaryOperator change);

    boolean hasClicks(Button button);

    boolean deleteClicks(Button button);

    Object tag(Button button);

    void tag(Button button, Object value);

    @Weak
    Button twin(Button button);

    void twin(Button button, Button value);

    @Memoized
    default List<String> letters(Button button) {
        return List.of(button.text().split(""));
    }

    @Memoized
    default StringBuilder padded(Button button, int width) {
        return new StringBuilder(" ".repeat(width - button.text().length())).append(button.text());
    }

    boolean has(Button button);

    boolean delete(Button button);
}

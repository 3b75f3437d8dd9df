package dev.weakmetadata.samples.dom;

import dev.weakmetadata.WeakMetadata;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What our code knows about a button, and the button does not. */
@WeakMetadata
interface ButtonState {
    static ButtonState create() {
        return new WeakMetadata_ButtonState();
    }

    boolean clicked(Element button);

    void clicked(Element button, boolean value);

    int clicks(Element button);

    int updateClicks(Element button, IntUnaryOperator change);

    @Nullable
    Click lastClick(Element button);

    void lastClick(Element button, Click click);
}

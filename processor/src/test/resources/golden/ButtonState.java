package golden;

import dev.weakmetadata.Memoized;
import dev.weakmetadata.Weak;
import dev.weakmetadata.WeakMetadata;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The example of the documentation. */
@WeakMetadata
interface ButtonState {
    static ButtonState create() {
        return new WeakMetadata_ButtonState();
    }

    boolean clicked(Thread button);

    void clicked(Thread button, boolean value);

    default int clicks(Thread button) {
        return 1;
    }

    void clicks(Thread button, int value);

    int updateClicks(Thread button, IntUnaryOperator change);

    boolean hasClicks(Thread button);

    boolean deleteClicks(Thread button);

    @Weak
    @Nullable Thread twin(Thread button);

    void twin(Thread button, @Nullable Thread value);

    @Memoized
    default String layout(Thread button) {
        return button.getName();
    }

    @Memoized
    default String icon(Thread button, String theme) {
        return button.getName() + theme;
    }

    boolean deleteLayout(Thread button);

    boolean has(Thread button);

    boolean delete(Thread button);
}

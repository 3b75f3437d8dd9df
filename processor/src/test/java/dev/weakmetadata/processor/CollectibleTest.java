package dev.weakmetadata.processor;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code Collectible} finds in generated tables, and what it calls them. */
class CollectibleTest {
    @ParameterizedTest
    @EnumSource
    void namesPropertiesAndFunctionsAsTheUserDoes(Compiler compiler) {
        Behaviour.run(compiler, """
                ButtonState state = new WeakMetadata_ButtonState();
                Outer.Labels labels = new WeakMetadata_Outer_Labels();
                Held.by("ButtonState.handler reaches its own Button: Handler.button", () -> {
                    Button button = new Button();
                    state.clicks(button, 1);
                    state.handler(button, new Handler(button));
                    return button;
                });
                Held.by("ButtonState.handler reaches its own Button: Handler.button", () -> {
                    Button button = new Button();
                    state.updateHandler(button, old -> new Handler(button));
                    return button;
                });
                Held.by("ButtonState.class reaches its own Button: Handler.button", () -> {
                    Button button = new Button();
                    state.setClass(button, new Handler(button));
                    return button;
                });
                Held.by("ButtonState.layout reaches its own Button: Object[].element", () -> {
                    Button button = new Button();
                    state.layout(button);
                    return button;
                });
                Held.by("ButtonState.icon reaches its own Button: result → Handler.button", () -> {
                    Button button = new Button();
                    state.icon(button, "theme", 1);
                    return button;
                });
                Held.by("ButtonState.icon reaches its own Button: argument theme → Handler.button", () -> {
                    Button button = new Button();
                    state.icon(button, new Handler(button), 0);
                    return button;
                });
                Held.by("Outer.Labels.text reaches its own Button: Handler.button → Thread's ButtonState.owned"
                        + " → Handler.button", () -> {
                    Button button = new Button();
                    Thread thread = new Thread();
                    labels.text(button, new Handler(thread));
                    state.owned(thread, new Handler(button));
                    return button;
                });
                Held.by("ThingMetadata.note for another host, of the class Thing, reaches the Button: Handler.button", () -> {
                    Button button = new Button();
                    ThingMetadata.note(Thing.THING, new Handler(button));
                    return button;
                });
                dev.weakmetadata.testing.Collectible.assertCollectible(() -> {
                    Button button = new Button();
                    state.twin(button, button);
                    state.weakly(button, button);
                    state.clicks(button, 1);
                    return button;
                });
                """, "class Button {}", "record Handler(Object button) {}", """
                final class Held {
                    private Held() {}

                    static void by(String path, Supplier<?> host) {
                        Check.fails(
                                AssertionError.class,
                                "The value of " + path + " → Button.",
                                () -> dev.weakmetadata.testing.Collectible.assertCollectible(host, java.time.Duration.ZERO));
                    }
                }
                """, """
                @WeakMetadata
                interface ButtonState {
                    int clicks(Button button);

                    void clicks(Button button, int value);

                    @Nullable Handler handler(Button button);

                    void handler(Button button, Handler value);

                    void updateHandler(Button button, UnaryOperator<Handler> change);

                    void setClass(Button button, Object value);

                    Object getClass(Button button);

                    @Weak
                    @Nullable Button twin(Button button);

                    void twin(Button button, Button value);

                    Object owned(Thread thread);

                    void owned(Thread thread, Object value);

                    @Memoized
                    default Object layout(Button button) {
                        return new Object[] {button};
                    }

                    @Memoized
                    default Object icon(Button button, Object theme, int size) {
                        return size == 0 ? "icon" : new Handler(button);
                    }

                    @Memoized(results = Memoized.Results.WEAK)
                    default Object weakly(Button button, @Weak Button other) {
                        return other;
                    }
                }
                """, """
                interface Outer {
                    @WeakMetadata
                    interface Labels {
                        Object text(Button button);

                        void text(Button button, Object value);
                    }
                }
                """, """
                @WeakMetadata(@Property(name = "note", type = Object.class))
                class Thing {
                    static final Thing THING = new Thing();
                }
                """);
    }
}

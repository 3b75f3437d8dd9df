package dev.weakmetadata.samples.dom;

import java.util.List;
import java.util.function.Consumer;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.events.DocumentEvent;
import org.w3c.dom.events.Event;
import org.w3c.dom.events.EventListener;
import org.w3c.dom.events.EventTarget;

/** A page that says when each of its buttons has been clicked. */
final class Page {
    private final Document document = Html.parse();
    private final ButtonState state = ButtonState.create();
    private final EventListener listener = this::buttonClicked;
    private final Consumer<String> console;
    private int clicks;

    Page(Consumer<String> console) {
        this.console = console;
        for (Element button : buttons()) {
            state.clicked(button, false);
            ((EventTarget) button).addEventListener("click", listener, false);
        }
    }

    private void buttonClicked(Event event) {
        Element button = (Element) event.getCurrentTarget();
        state.clicked(button, true);
        state.updateClicks(button, count -> count + 1);
        state.lastClick(button, new Click(button.getTextContent(), ++clicks));
        if (buttons().stream().allMatch(state::clicked)) {
            console.accept("All buttons have been clicked!");
        }
    }

    List<Element> buttons() {
        return Html.buttons(document);
    }

    ButtonState state() {
        return state;
    }

    /** Clicks as a reader of the page would. */
    void click(Element button) {
        Event click = ((DocumentEvent) document).createEvent("Events");
        click.initEvent("click", true, true);
        ((EventTarget) button).dispatchEvent(click);
    }

    /** Takes a button off the page. The JDK's DOM holds on to elements that have listeners, so it takes the listener, too. */
    void remove(Element button) {
        ((EventTarget) button).removeEventListener("click", listener, false);
        button.getParentNode().removeChild(button);
    }
}

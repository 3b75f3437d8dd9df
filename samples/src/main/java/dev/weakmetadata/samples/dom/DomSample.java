package dev.weakmetadata.samples.dom;

import dev.weakmetadata.samples.Garbage;
import dev.weakmetadata.samples.Report;
import dev.weakmetadata.samples.Sample;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.events.EventTarget;

/** Metadata of elements of an HTML page, and what becomes of it when an element is removed. */
public final class DomSample implements Sample {

    @Override
    public String name() {
        return "dom";
    }

    @Override
    public String description() {
        return "metadata of the elements of an HTML page";
    }

    @Override
    public void run(Report report) {
        List<String> console = new ArrayList<>();
        Page page = new Page(console::add);
        clickAllButtons(report, page, console);
        report.claim(
                Garbage.collected(lastClickOfRemovedButton(page)),
                "a button taken off the page is collected, and its metadata with it");
        Reference.reachabilityFence(page);
        compareWaysToKeepMetadata(report);
    }

    private static void clickAllButtons(Report report, Page page, List<String> console) {
        List<Element> buttons = page.buttons();
        report.say("newsletter.html has " + buttons.size() + " elements of class 'button'. They are clicked in turn.");

        page.click(buttons.get(0));
        for (Element button : buttons.subList(0, buttons.size() - 1)) {
            page.click(button);
        }
        report.claim(console.isEmpty(), "nothing is reported while a button is left");
        page.click(buttons.get(buttons.size() - 1));

        ButtonState state = page.state();
        report.table(
                List.of("button", "clicked", "clicks", "last click"),
                buttons.stream()
                        .map(button -> List.of(
                                button.getTextContent(),
                                "" + state.clicked(button),
                                "" + state.clicks(button),
                                "" + state.lastClick(button)))
                        .toList());
        console.forEach(line -> report.say("The page says: " + line));
        report.claim(
                console.equals(List.of("All buttons have been clicked!")), "the page noticed the last button, once");
        report.claim(
                buttons.stream().noneMatch(button -> button.hasAttribute("clicked")),
                "the elements themselves know nothing of it");
    }

    private static WeakReference<Click> lastClickOfRemovedButton(Page page) {
        Element button = page.buttons().get(0);
        page.remove(button);
        return new WeakReference<>(page.state().lastClick(button));
    }

    private static void compareWaysToKeepMetadata(Report report) {
        ButtonState state = ButtonState.create();
        Map<Element, Click> map = new HashMap<>();
        Removal ours = new Removal("@WeakMetadata interface", state::lastClick);
        Removal withListener = new Removal("the same, a listener left registered", (button, click) -> {
            state.lastClick(button, click);
            ((EventTarget) button).addEventListener("click", event -> {}, false);
        });
        List<Removal> removals = List.of(
                ours,
                withListener,
                new Removal("Node.setUserData", (button, click) -> button.setUserData("lastClick", click, null)),
                new Removal("Node.setUserData, unset again", (button, click) -> {
                    button.setUserData("lastClick", click, null);
                    button.setUserData("lastClick", null, null);
                }),
                new Removal("HashMap", map::put));

        report.gap();
        report.say("Where may metadata be kept? A button is removed from a page, the page stays in use:");
        report.claim(
                Garbage.collected(ours.button, ours.click),
                "ours goes with the button while the document stays in use");
        Garbage.collectSome();
        report.table(
                List.of("metadata kept by", "removed button", "its metadata"),
                removals.stream()
                        .map(removal -> List.of(removal.keeper, fate(removal.button), fate(removal.click)))
                        .toList());
        report.say("This is what Java " + Runtime.version().feature() + " did.");
        if (!Garbage.isCollected(withListener.button)) {
            report.say(
                    "Its documents hold on to elements that have listeners: take the listeners off what you remove.");
        }
        report.gap();

        removals.forEach(Removal::dropDocument);
        report.say("And when the page is no longer in use either:");
        report.claim(
                Garbage.collected(withListener.button, withListener.click),
                "ours goes with the document at the latest");
        Garbage.collectSome();
        report.table(
                List.of("metadata kept by", "removed button", "its metadata", "the document"),
                removals.stream()
                        .map(removal -> List.of(
                                removal.keeper,
                                fate(removal.button),
                                fate(removal.click),
                                fate(removal.documentReference)))
                        .toList());
        Reference.reachabilityFence(state);
        Reference.reachabilityFence(map);
    }

    private static String fate(Reference<?> reference) {
        return Garbage.isCollected(reference) ? "collected" : "kept";
    }

    /** A button with metadata, removed from a document that stays in use. */
    private static final class Removal {
        final String keeper;
        final WeakReference<Element> button;
        final WeakReference<Click> click;
        final WeakReference<Document> documentReference;
        private @Nullable Document document;

        Removal(String keeper, BiConsumer<Element, Click> keep) {
            Document document = Html.parse();
            Element button = Html.buttons(document).get(0);
            Click click = new Click(button.getTextContent(), 1);
            keep.accept(button, click);
            button.getParentNode().removeChild(button);
            this.keeper = keeper;
            this.button = new WeakReference<>(button);
            this.click = new WeakReference<>(click);
            this.documentReference = new WeakReference<>(document);
            this.document = document;
        }

        void dropDocument() {
            document = null;
        }
    }
}

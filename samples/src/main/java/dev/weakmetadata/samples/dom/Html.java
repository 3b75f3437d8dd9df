package dev.weakmetadata.samples.dom;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The HTML page of this sample, parsed by the JDK into its own DOM. */
final class Html {
    private Html() {}

    static Document parse() {
        try (InputStream html = Html.class.getResourceAsStream("newsletter.html")) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(html);
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException("newsletter.html cannot be parsed", e);
        }
    }

    /** As {@code document.querySelectorAll(".button")}. */
    static List<Element> buttons(Document document) {
        List<Element> buttons = new ArrayList<>();
        NodeList elements = document.getElementsByTagName("*");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            if (List.of(element.getAttribute("class").split(" ")).contains("button")) {
                buttons.add(element);
            }
        }
        return buttons;
    }
}

package dev.weakmetadata.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Maven's project files, and what pages show of them. */
final class Poms {
    private static final Pattern PLACEHOLDER = Pattern.compile("@([\\w.-]+)@|\\$\\{([\\w.-]+)}");

    private Poms() {}

    static Element root() {
        return read(Page.ROOT.resolve("pom.xml"));
    }

    static Element read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException | SAXException e) {
            throw new AssertionError(file + ": " + e.getMessage(), e);
        }
    }

    static Element parse(String xml) throws SAXException {
        try {
            var builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return builder.parse(new org.xml.sax.InputSource(new java.io.StringReader(xml)))
                    .getDocumentElement();
        } catch (IOException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    /** The text of a child; null if there is none. */
    static String text(Element parent, String child) {
        return children(parent).stream()
                .filter(element -> element.getTagName().equals(child))
                .map(element -> element.getTextContent().strip())
                .findFirst()
                .orElse(null);
    }

    /** Why a fragment is not part of a project file; null if it is. */
    static String missing(Element fragment, Element pom, Set<String> free) {
        if (fragment.getTagName().equals(pom.getTagName())) {
            return missingIn(fragment, pom, pom, free);
        }
        NodeList all = pom.getElementsByTagName(fragment.getTagName());
        String closest = "no <" + fragment.getTagName() + ">";
        for (int i = 0; i < all.getLength(); i++) {
            String missing = missingIn(fragment, (Element) all.item(i), pom, free);
            if (missing == null) {
                return null;
            }
            closest = missing;
        }
        return closest;
    }

    private static String missingIn(Element fragment, Element element, Element pom, Set<String> free) {
        if (children(fragment).isEmpty()) {
            String text = resolved(element.getTextContent().strip(), pom);
            String own = fragment.getTextContent().strip();
            return free.contains(own) || own.equals(text)
                    ? null
                    : "<" + fragment.getTagName() + "> is " + text + " there, and here " + own;
        }
        for (Element child : children(fragment)) {
            String closest = "no <" + child.getTagName() + "> in <" + fragment.getTagName() + ">";
            boolean found = false;
            for (Element candidate : children(element)) {
                if (candidate.getTagName().equals(child.getTagName())) {
                    String missing = missingIn(child, candidate, pom, free);
                    found |= missing == null;
                    closest = missing;
                }
            }
            if (!found) {
                return closest;
            }
        }
        return null;
    }

    /** With the properties filled in: of the consumer project, and those that the invoker plugin fills in. */
    private static String resolved(String text, Element pom) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        return placeholder.replaceAll(match -> {
            String value = match.group(1) == null ? property(pom, match.group(2)) : property(root(), match.group(1));
            return Matcher.quoteReplacement(
                    value == null ? match.group() : value.contains("@") ? resolved(value, pom) : value);
        });
    }

    private static String property(Element pom, String name) {
        if (name.equals("project.version")) {
            return text(pom, "version");
        }
        NodeList properties = pom.getElementsByTagName("properties");
        return properties.getLength() == 0 ? null : text((Element) properties.item(0), name);
    }

    /** The version of a library that is managed in the parent; null if it is not. */
    static String managedVersion(String group, String artifact) {
        Element root = root();
        NodeList dependencies = root.getElementsByTagName("dependency");
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            if (group.equals(text(dependency, "groupId")) && artifact.equals(text(dependency, "artifactId"))) {
                return resolved(text(dependency, "version"), root);
            }
        }
        return null;
    }

    /** The versions of all artifacts of a group that are named. */
    static List<String> versionsOf(String group, Element xml) {
        List<String> versions = new ArrayList<>();
        NodeList groups = xml.getElementsByTagName("groupId");
        for (int i = 0; i < groups.getLength(); i++) {
            if (groups.item(i).getTextContent().equals(group)) {
                versions.add(text((Element) groups.item(i).getParentNode(), "version"));
            }
        }
        return versions;
    }

    static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }
}

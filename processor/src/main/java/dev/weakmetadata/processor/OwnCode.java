package dev.weakmetadata.processor;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * What is the user's own code, what a library's, and what the JDK's. Own is what begins with the same two names of packages
 * as a source that is being compiled, such as {@code com.example}: so it is the same when only a part is compiled again,
 * and in the next module of the same project.
 */
final class OwnCode {
    private final Elements elements;
    private final Set<String> beginnings = new HashSet<>();

    OwnCode(Elements elements) {
        this.elements = elements;
    }

    /** Notes what is being compiled. */
    void add(Element source) {
        beginnings.add(beginning(source));
    }

    boolean contains(TypeElement type) {
        return beginnings.contains(beginning(type)) && !isPlatform(type);
    }

    /** Whether a type is not looked into any further than its API: the JDK's own, and ours, whose tables hold no host. */
    boolean isPlatform(TypeElement type) {
        ModuleElement module = elements.getModuleOf(type);
        String name = module == null ? "" : module.getQualifiedName().toString();
        return name.startsWith("java.")
                || name.startsWith("jdk.")
                || elements.getPackageOf(type).getQualifiedName().contentEquals("dev.weakmetadata");
    }

    private String beginning(Element element) {
        String name = elements.getPackageOf(element).getQualifiedName().toString();
        int second = name.indexOf('.', name.indexOf('.') + 1);
        return second < 0 ? name : name.substring(0, second);
    }
}

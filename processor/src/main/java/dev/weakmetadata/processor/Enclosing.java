package dev.weakmetadata.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** What elements stand in. */
final class Enclosing {
    private Enclosing() {}

    /** What a type, a member, a parameter or a type parameter stands in. */
    static Element of(Element element) {
        return Objects.requireNonNull(element.getEnclosingElement());
    }

    /** Whether instances of a type have an enclosing instance; ECJ shows an enclosing type for static ones too. */
    static boolean isInner(Element type) {
        return type.getKind() == ElementKind.CLASS
                && !type.getModifiers().contains(Modifier.STATIC)
                && of(type).getKind().isClass();
    }

    /** A type and the types that it is nested in, from inside out. */
    static List<TypeElement> types(TypeElement innermost) {
        List<TypeElement> types = new ArrayList<>();
        for (Element e = innermost;
                e != null && (e.getKind().isClass() || e.getKind().isInterface());
                e = e.getEnclosingElement()) {
            types.add((TypeElement) e);
        }
        return types;
    }
}

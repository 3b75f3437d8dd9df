package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;

/** What is asked of an annotated type itself, whatever is in it. */
final class TypeChecks {
    private TypeChecks() {}

    static void checkInterface(TypeElement type, ClassName generated, Problems problems) {
        Optional<AnnotationMirror> annotation = Annotations.find(type, Annotations.WEAK_METADATA);
        if (annotation.isEmpty()) {
            return;
        }
        AnnotationMirror mirror = annotation.get();
        AnnotationValue properties = Annotations.member(mirror, "value").orElse(null);
        if (properties != null
                && ClassDeclaration.isReadable(mirror)
                && !Annotations.elements(properties).isEmpty()) {
            problems.add(Message.PROPERTIES_ON_INTERFACE, type, mirror, properties);
        }
        AnnotationValue access = Annotations.member(mirror, "access").orElse(null);
        if (access != null) {
            problems.add(
                    Message.ACCESS_ON_INTERFACE, type, mirror, access, type.getSimpleName(), generated.simpleName());
        }
    }

    /** The generated class stands beside the outermost class. */
    static void checkVisible(TypeElement type, Elements elements, Problems problems) {
        List<TypeElement> types = Enclosing.types(type);
        Optional<TypeElement> hidden = types.stream()
                .filter(e -> e.getModifiers().contains(Modifier.PRIVATE))
                .findFirst();
        if (hidden.isPresent()) {
            problems.add(
                    Message.PRIVATE_TYPE,
                    type,
                    type.getSimpleName(),
                    (hidden.get().equals(type) ? "it" : hidden.get().getSimpleName()) + " is private",
                    "make it package-private at least");
        } else if (isImplicit(types.get(types.size() - 1), elements)) {
            problems.add(
                    Message.PRIVATE_TYPE,
                    type,
                    type.getSimpleName(),
                    "its file does not declare the class around it",
                    "move it to a file of its own");
        }
    }

    /** A class that a compact source file declares without saying so: no other file can name it. */
    private static boolean isImplicit(TypeElement outermost, Elements elements) {
        return ((PackageElement) Enclosing.of(outermost)).isUnnamed()
                && elements.getTypeElement(outermost.getQualifiedName()) == null;
    }

    /**
     * Whether a sealed interface permits the class that is generated for it. Before that exists, ECJ leaves it out of what is
     * permitted.
     */
    static void checkPermits(TypeElement type, ClassName generated, Problems problems) {
        boolean permitted = type.getPermittedSubclasses().stream()
                .map(subclass -> ((DeclaredType) subclass).asElement().getSimpleName())
                .anyMatch(name -> name.contentEquals(generated.simpleName()));
        if (!permitted) {
            String permits = Stream.concat(
                            type.getPermittedSubclasses().stream()
                                    .map(TypeNames::erased)
                                    .map(TypeText::of),
                            Stream.of(generated.simpleName()))
                    .collect(Collectors.joining(", "));
            problems.add(Message.SEALED_INTERFACE, type, type.getSimpleName(), permits);
        }
    }
}

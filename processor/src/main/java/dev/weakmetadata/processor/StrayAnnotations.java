package dev.weakmetadata.processor;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** {@code @Memoized} and {@code @Weak} where nobody reads them. */
final class StrayAnnotations {
    private StrayAnnotations() {}

    static void check(Set<? extends TypeElement> annotations, RoundEnvironment round, Messager messager) {
        Problems problems = new Problems();
        List<? extends TypeElement> sorted = annotations.stream()
                .sorted(Comparator.comparing(
                        annotation -> annotation.getSimpleName().toString()))
                .toList();
        for (TypeElement annotation : sorted) {
            if (!annotation.getQualifiedName().contentEquals(Annotations.WEAK_METADATA)) {
                Set<? extends Element> annotated = round.getElementsAnnotatedWith(annotation);
                annotated.stream()
                        .filter(element -> !isOfParameterToo(element, annotated))
                        .forEach(element -> check(element, annotation, problems));
            }
        }
        problems.report(messager);
    }

    private static void check(Element element, TypeElement annotation, Problems problems) {
        Element method = element.getKind() == ElementKind.PARAMETER ? Enclosing.of(element) : element;
        if (method.getKind() != ElementKind.METHOD && method.getKind() != ElementKind.CONSTRUCTOR) {
            return; // where it may not stand at all: the compiler says so
        }
        Element owner = Enclosing.of(method);
        if (!isAnnotatedInterface(owner) && !isKotlinsCopy(owner)) {
            String name = annotation.getQualifiedName().toString();
            // On a record's component it comes to the accessor, which has no place in the source.
            boolean isAccessor = owner.getKind() == ElementKind.RECORD && element.getKind() == ElementKind.METHOD;
            String place = owner.getSimpleName() + "." + Method.text((ExecutableElement) method);
            boolean isInterface = owner.getKind() == ElementKind.INTERFACE;
            problems.add(
                    Message.OUTSIDE,
                    isAccessor ? owner : element,
                    isAccessor ? null : Annotations.mirror(element, name),
                    null,
                    annotation.getSimpleName(),
                    element.equals(method) ? place : "the parameter " + element.getSimpleName() + " of " + place,
                    isInterface
                            ? "annotate " + owner.getSimpleName()
                                    + " with @WeakMetadata, even if an interface that extends it is annotated,"
                            : "move it to an interface with @WeakMetadata, the only place for it,");
        }
    }

    /** Whether an annotation of a record's component has come to its accessor as well as to the constructor's parameter. */
    private static boolean isOfParameterToo(Element accessor, Set<? extends Element> annotated) {
        return accessor.getKind() == ElementKind.METHOD
                && annotated.stream()
                        .anyMatch(parameter -> parameter.getKind() == ElementKind.PARAMETER
                                && parameter.getSimpleName().equals(accessor.getSimpleName())
                                && Enclosing.of(parameter).getKind() == ElementKind.CONSTRUCTOR
                                && Enclosing.of(Enclosing.of(parameter)).equals(Enclosing.of(accessor)));
    }

    private static boolean isAnnotatedInterface(Element type) {
        return type.getKind() == ElementKind.INTERFACE && Annotations.has(type, Annotations.WEAK_METADATA);
    }

    /** Kotlin copies default methods of an interface, annotations and all, to static methods of a class in it. */
    private static boolean isKotlinsCopy(Element type) {
        return type.getSimpleName().contentEquals("DefaultImpls") && isAnnotatedInterface(Enclosing.of(type));
    }
}

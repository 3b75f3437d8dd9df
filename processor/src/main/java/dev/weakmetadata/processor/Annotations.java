package dev.weakmetadata.processor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.SimpleAnnotationValueVisitor14;
import org.jspecify.annotations.Nullable;

/** Reads annotations through mirrors and visitors only, as broken code demands. */
final class Annotations {
    static final String WEAK_METADATA = "dev.weakmetadata.WeakMetadata";
    static final String MEMOIZED = "dev.weakmetadata.Memoized";
    static final String WEAK = "dev.weakmetadata.Weak";
    static final String GENERATED = "dev.weakmetadata.WeakMetadataGenerated";

    private Annotations() {}

    static boolean has(Element element, String annotation) {
        return find(element, annotation).isPresent();
    }

    static Optional<AnnotationMirror> find(Element element, String annotation) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
            if (type.getQualifiedName().contentEquals(annotation)) {
                return Optional.of(mirror);
            }
        }
        return Optional.empty();
    }

    /** A type that the module of a user's type can read: a look-up without a module finds others too, and takes longer. */
    static Optional<TypeElement> readable(String name, TypeElement user, Elements elements) {
        ModuleElement module = elements.getModuleOf(user);
        return Optional.ofNullable(
                elements.getTypeElement(module == null ? elements.getModuleElement("") : module, name));
    }

    /** The member's value as the user wrote it, if at all. */
    static Optional<AnnotationValue> member(AnnotationMirror mirror, String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                mirror.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(name)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** An enum constant; empty for anything else. */
    static Optional<VariableElement> constant(AnnotationValue value) {
        return value.accept(
                new Reader<VariableElement>() {
                    @Override
                    public Optional<VariableElement> visitEnumConstant(VariableElement constant, Void unused) {
                        return Optional.of(constant);
                    }
                },
                null);
    }

    static Optional<String> string(AnnotationValue value) {
        return value.accept(
                new Reader<String>() {
                    @Override
                    public Optional<String> visitString(String string, Void unused) {
                        return Optional.of(string);
                    }
                },
                null);
    }

    /** A class literal's type; empty for one that does not exist, which javac shows as the string {@code <error>}. */
    static Optional<TypeMirror> type(AnnotationValue value) {
        return value.accept(
                new Reader<TypeMirror>() {
                    @Override
                    public Optional<TypeMirror> visitType(TypeMirror type, Void unused) {
                        return Optional.of(type);
                    }
                },
                null);
    }

    static Optional<AnnotationMirror> annotation(AnnotationValue value) {
        return value.accept(
                new Reader<AnnotationMirror>() {
                    @Override
                    public Optional<AnnotationMirror> visitAnnotation(AnnotationMirror mirror, Void unused) {
                        return Optional.of(mirror);
                    }
                },
                null);
    }

    /** The elements of an array; a single value stands for an array of one. */
    static List<AnnotationValue> elements(AnnotationValue value) {
        Optional<List<AnnotationValue>> elements = value.accept(
                new Reader<List<AnnotationValue>>() {
                    @Override
                    public Optional<List<AnnotationValue>> visitArray(
                            List<? extends AnnotationValue> values, Void unused) {
                        return Optional.of(List.copyOf(values));
                    }
                },
                null);
        return elements.orElse(List.of(value));
    }

    /** Whether an annotation may stand on any type. */
    static boolean isForTypes(AnnotationMirror mirror) {
        return find(mirror.getAnnotationType().asElement(), "java.lang.annotation.Target")
                .flatMap(target -> member(target, "value"))
                .map(Annotations::elements)
                .orElse(List.of())
                .stream()
                .flatMap(value -> constant(value).stream())
                .anyMatch(constant -> constant.getSimpleName().contentEquals("TYPE_USE"));
    }

    /** Whether an annotated type asks for slots in its hosts. */
    static boolean asksForSlots(Element type) {
        return find(type, WEAK_METADATA)
                .flatMap(mirror -> member(mirror, "slots"))
                .filter(value -> Boolean.TRUE.equals(value.getValue()))
                .isPresent();
    }

    /** Whether {@code @SuppressWarnings("weakmetadata")} stands on an element or on what it is in. */
    static boolean isSilent(Element element) {
        for (Element e = element; e != null; e = e.getEnclosingElement()) {
            boolean isSilent = find(e, "java.lang.SuppressWarnings")
                    .flatMap(mirror -> member(mirror, "value"))
                    .map(Annotations::elements)
                    .orElse(List.of())
                    .stream()
                    .anyMatch(value ->
                            string(value).filter("weakmetadata"::equals).isPresent());
            if (isSilent) {
                return true;
            }
        }
        return false;
    }

    private abstract static class Reader<R> extends SimpleAnnotationValueVisitor14<Optional<R>, Void> {
        Reader() {
            super(Optional.empty());
        }
    }

    /** The annotation of an element, or null: for messages that point at it. */
    static @Nullable AnnotationMirror mirror(Element element, String annotation) {
        return find(element, annotation).orElse(null);
    }
}

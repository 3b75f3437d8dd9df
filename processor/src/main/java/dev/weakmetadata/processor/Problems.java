package dev.weakmetadata.processor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/** All that is wrong with one type, collected first and reported at once. */
final class Problems {
    private final List<Problem> problems = new ArrayList<>();
    private boolean abandoned;

    void add(Message message, Element element, Object... arguments) {
        add(message, element, null, null, arguments);
    }

    void add(
            Message message,
            Element element,
            @Nullable AnnotationMirror annotation,
            @Nullable AnnotationValue value,
            Object... arguments) {
        if (message.kind() == Diagnostic.Kind.WARNING && Annotations.isSilent(element)) {
            return;
        }
        add(message.kind(), message, element, annotation, value, arguments);
    }

    /** Adds a message that the user has chosen the severity of. */
    void add(
            Diagnostic.Kind kind,
            Message message,
            Element element,
            @Nullable AnnotationMirror annotation,
            @Nullable AnnotationValue value,
            Object... arguments) {
        problems.add(new Problem(kind, message.text(arguments), element, annotation, value));
    }

    /** Adds a warning about a method, unless it is silenced where the method is declared. */
    void warn(Message message, Method method, Object... arguments) {
        if (!Annotations.isSilent(method.element())) {
            List<Object> all = new ArrayList<>(List.of(arguments));
            all.add(0, method);
            add(message, method.position(), all.toArray());
        }
    }

    /** Gives the type up without a word: the compiler has something to say about it. */
    void abandon() {
        abandoned = true;
    }

    boolean hasErrors() {
        return abandoned || problems.stream().anyMatch(problem -> problem.kind == Diagnostic.Kind.ERROR);
    }

    /** Reports all, those of a type in the order of its members, after what is wrong with the type itself. */
    void report(Messager messager) {
        List<Element> types = problems.stream().map(Problem::type).distinct().toList();
        problems.stream()
                .distinct()
                .sorted(Comparator.<Problem>comparingInt(problem -> types.indexOf(problem.type()))
                        .thenComparingInt(Problem::position))
                .forEach(problem -> problem.report(messager));
    }

    private record Problem(
            Diagnostic.Kind kind,
            String text,
            Element element,
            @Nullable AnnotationMirror annotation,
            @Nullable AnnotationValue value) {

        /** What of a type it is about: the type itself, or a member of it. */
        private Element subject() {
            return element.getKind() == ElementKind.PARAMETER || element.getKind() == ElementKind.TYPE_PARAMETER
                    ? Enclosing.of(element)
                    : element;
        }

        Element type() {
            Element subject = subject();
            return isType(subject) ? subject : Enclosing.of(subject);
        }

        int position() {
            Element subject = subject();
            return isType(subject) ? -1 : type().getEnclosedElements().indexOf(subject);
        }

        private static boolean isType(Element element) {
            return element.getKind().isClass() || element.getKind().isInterface();
        }

        void report(Messager messager) {
            if (annotation == null) {
                messager.printMessage(kind, text, element);
            } else if (value == null) {
                messager.printMessage(kind, text, element, annotation);
            } else {
                messager.printMessage(kind, text, element, annotation, value);
            }
        }
    }
}

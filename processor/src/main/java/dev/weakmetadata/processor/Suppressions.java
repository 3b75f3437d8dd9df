package dev.weakmetadata.processor;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** The warnings that generated code cannot avoid because it repeats what the user wrote. */
final class Suppressions extends TypeScanner {
    private static final String DEPRECATED = "java.lang.Deprecated";

    private final Set<String> suppressed = new TreeSet<>();

    /** Those of overriding or calling a method. */
    void method(Method method) {
        method.implemented().forEach(this::element);
        scan(method.returnType());
        scan(method.parameterTypes());
        scan(method.thrownTypes());
        typeParameters(method.typeParameters());
        if (method.element().isVarArgs()) {
            TypeMirror array =
                    method.parameterTypes().get(method.parameterTypes().size() - 1);
            if (Casts.isUnchecked(TypeNames.plain(((ArrayType) array).getComponentType()))) {
                suppressed.add("unchecked");
            }
        }
    }

    /** Those of declaring type parameters. A raw type among several bounds is an unchecked conversion, too. */
    void typeParameters(List<? extends TypeParameterElement> parameters) {
        scanBounds(parameters);
        boolean isUnchecked = parameters.stream()
                .map(TypeParameterElement::getBounds)
                .anyMatch(bounds -> bounds.size() > 1
                        && bounds.stream()
                                .anyMatch(
                                        bound -> bound.getKind() == TypeKind.DECLARED && isRaw((DeclaredType) bound)));
        if (isUnchecked) {
            suppressed.add("unchecked");
        }
    }

    /** Those of mentioning something, and with a type what it is nested in. */
    void element(Element element) {
        if (element.getKind().isClass() || element.getKind().isInterface()) {
            Enclosing.types((TypeElement) element).forEach(this::deprecated);
        } else {
            deprecated(element);
        }
    }

    private void deprecated(Element element) {
        Annotations.find(element, DEPRECATED).ifPresent(mirror -> suppressed.add(deprecation(mirror)));
    }

    /** That of extending something. */
    void superinterface(TypeElement type) {
        if (type.getQualifiedName().contentEquals("java.io.Serializable")) {
            suppressed.add("serial");
        }
    }

    /** Those of implementing methods that differ; javac heeds them at the class only. */
    void implementation(Method method) {
        if (method.implemented().stream()
                        .map(ExecutableElement::isVarArgs)
                        .distinct()
                        .count()
                > 1) {
            suppressed.add("overrides");
        }
        if (method.implemented().size() > 1
                && method.returnType().getKind() == TypeKind.DECLARED
                && isRaw((DeclaredType) method.returnType())) {
            suppressed.add("unchecked");
        }
    }

    private static boolean isRaw(DeclaredType type) {
        return type.getTypeArguments().isEmpty()
                && !((TypeElement) type.asElement()).getTypeParameters().isEmpty();
    }

    /** That of calling a method as a raw type has it. */
    void rawCall() {
        suppressed.add("unchecked");
    }

    /** That of what others can call and cannot name: types of the package, or of a module that they need not read. */
    void publicMethods() {
        suppressed.add("exports");
    }

    List<String> names() {
        return List.copyOf(suppressed);
    }

    private static String deprecation(AnnotationMirror mirror) {
        boolean forRemoval = Annotations.member(mirror, "forRemoval")
                .map(AnnotationValue::getValue)
                .filter(Boolean.TRUE::equals)
                .isPresent();
        return forRemoval ? "removal" : "deprecation";
    }

    @Override
    void annotated(List<? extends AnnotationMirror> annotations) {
        annotations.forEach(mirror -> element(mirror.getAnnotationType().asElement()));
    }

    @Override
    void declared(DeclaredType type) {
        element(type.asElement());
        if (isRaw(type)) {
            suppressed.add("rawtypes");
        }
    }

    @Override
    void missing(ErrorType type) {}
}

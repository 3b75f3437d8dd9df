package dev.weakmetadata.processor;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/**
 * Whether a type can be read in this round, or mentions others that do not exist yet: another processor may generate
 * them. If nobody does, the compiler says so, and we say nothing.
 */
final class MissingTypes extends TypeScanner {
    private boolean found;

    private MissingTypes() {}

    /** Whether anything that we need to know of an annotated type is missing. */
    static boolean in(TypeElement annotated) {
        MissingTypes missing = new MissingTypes();
        missing.scan(annotated.asType()); // an error itself if it extends itself
        missing.scanParameters(annotated.getTypeParameters());
        if (annotated.getKind().isInterface()) {
            missing.scanInterface(annotated);
        } else {
            Annotations.find(annotated, Annotations.WEAK_METADATA).ifPresent(missing::scanProperties);
        }
        return missing.found;
    }

    private void scanInterface(TypeElement type) {
        scanSupertypes(type);
        List<ExecutableElement> methods = new ArrayList<>(ElementFilter.methodsIn(type.getEnclosedElements()));
        for (TypeElement inherited : Methods.superinterfaces(type)) {
            found |= inherited.equals(type) || !inherited.getKind().isInterface(); // extends itself, or a class
            scanSupertypes(inherited);
            methods.addAll(ElementFilter.methodsIn(inherited.getEnclosedElements()));
        }
        for (ExecutableElement method : methods) {
            if (isNeeded(method, methods)) {
                scan(method.asType());
                scanParameters(method.getTypeParameters());
            }
        }
    }

    /** No type extends {@code Box<?>}, of which javac shows the methods all the same. */
    private void scanSupertypes(TypeElement type) {
        found |= type.getInterfaces().stream()
                .filter(supertype -> supertype.getKind() == TypeKind.DECLARED)
                .flatMap(supertype -> ((DeclaredType) supertype).getTypeArguments().stream())
                .anyMatch(argument -> argument.getKind() == TypeKind.WILDCARD);
        scan(type.getInterfaces());
    }

    /** What bounds a type variable is a class, an interface or another variable; the compiler complains of all else. */
    private void scanParameters(List<? extends TypeParameterElement> parameters) {
        found |= parameters.stream()
                .flatMap(parameter -> parameter.getBounds().stream())
                .anyMatch(bound -> bound.getKind().isPrimitive() || bound.getKind() == TypeKind.ARRAY);
    }

    /** A default method that is its author's own may even return the class to be generated. */
    private static boolean isNeeded(ExecutableElement method, List<ExecutableElement> all) {
        if (method.getModifiers().contains(Modifier.ABSTRACT)
                || Annotations.has(method, Annotations.MEMOIZED)
                || Annotations.has(method, Annotations.WEAK)) {
            return true;
        }
        return method.getModifiers().contains(Modifier.DEFAULT)
                && method.getParameters().size() == 1
                && all.stream().anyMatch(other -> isSetterOrUpdate(other, nameOf(method)));
    }

    private static boolean isSetterOrUpdate(ExecutableElement method, String getter) {
        if (!method.getModifiers().contains(Modifier.ABSTRACT)) {
            return false;
        }
        String property = PropertyNames.ofAccessor(getter);
        return PropertyNames.ofAccessor(nameOf(method)).equals(property)
                || PropertyNames.after("update", nameOf(method))
                        .filter(updated -> PropertyNames.capitalize(updated).equals(PropertyNames.capitalize(property)))
                        .isPresent();
    }

    private static String nameOf(ExecutableElement method) {
        return method.getSimpleName().toString();
    }

    private void scanProperties(AnnotationMirror annotation) {
        for (AnnotationMirror property : ClassDeclaration.properties(annotation)) {
            AnnotationValue type = Annotations.member(property, "type").orElse(null);
            if (type != null) {
                Annotations.type(type).ifPresentOrElse(this::scan, () -> found = true);
            }
        }
    }

    @Override
    void declared(DeclaredType type) {
        // What kapt puts in the place of a type that it does not know.
        if (((TypeElement) type.asElement()).getQualifiedName().contentEquals("error.NonExistentClass")) {
            found = true;
        }
    }

    @Override
    void missing(ErrorType type) {
        found = true;
    }
}

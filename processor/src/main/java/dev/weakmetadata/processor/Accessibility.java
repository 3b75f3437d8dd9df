package dev.weakmetadata.processor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What a generated top-level class of one package may mention. */
final class Accessibility {
    private final PackageElement home;
    private final Set<String> hidden;

    Accessibility(PackageElement home) {
        this(home, Set.of());
    }

    /**
     * What a class that inherits member types, or has type variables, may mention.
     *
     * @param hidden what these are called: where they hide a type of a package without a name, it has no other name
     */
    Accessibility(PackageElement home, Set<String> hidden) {
        this.home = home;
        this.hidden = hidden;
    }

    /** Whether nothing but its name keeps the generated class from mentioning a type. */
    boolean isHidden(TypeElement type) {
        List<TypeElement> types = Enclosing.types(type);
        TypeElement outermost = types.get(types.size() - 1);
        return home.isUnnamed()
                && packageOf(type).equals(home)
                && hidden.contains(outermost.getSimpleName().toString());
    }

    boolean isAccessible(DeclaredType type) {
        return type.getKind() == TypeKind.DECLARED && isAccessible((TypeElement) type.asElement());
    }

    /** Whether the generated class may be annotated like this. */
    boolean isAccessible(AnnotationMirror mirror) {
        return isAccessible(mirror.getAnnotationType())
                && mirror.getElementValues().values().stream()
                        .flatMap(value -> Annotations.elements(value).stream())
                        .allMatch(this::isAccessible);
    }

    private boolean isAccessible(AnnotationValue value) {
        Optional<TypeMirror> mentioned =
                Annotations.type(value).or(() -> Annotations.constant(value).map(Element::asType));
        return (mentioned.isEmpty()
                        || firstInaccessible(List.of(mentioned.get())).isEmpty())
                && Annotations.annotation(value).stream().allMatch(this::isAccessible);
    }

    boolean isAccessible(TypeElement type) {
        for (TypeElement e : Enclosing.types(type)) {
            if (e.getModifiers().contains(Modifier.PRIVATE)) {
                return false;
            }
            if (!e.getModifiers().contains(Modifier.PUBLIC) && !packageOf(e).equals(home)) {
                return false;
            }
        }
        return !isHidden(type);
    }

    /** The first inaccessible type that the types mention. */
    Optional<TypeElement> firstInaccessible(Iterable<? extends TypeMirror> types) {
        InaccessibleTypes inaccessible = new InaccessibleTypes();
        inaccessible.scan(types);
        return Optional.ofNullable(inaccessible.first);
    }

    private static Element packageOf(TypeElement type) {
        List<TypeElement> types = Enclosing.types(type);
        return Enclosing.of(types.get(types.size() - 1));
    }

    private final class InaccessibleTypes extends TypeScanner {
        @Nullable
        TypeElement first;

        @Override
        void declared(DeclaredType type) {
            TypeElement element = (TypeElement) type.asElement();
            if (first == null && !isAccessible(element)) {
                first = element;
            }
        }

        @Override
        void missing(ErrorType type) {}
    }
}

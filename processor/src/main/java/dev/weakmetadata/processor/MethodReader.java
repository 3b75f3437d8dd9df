package dev.weakmetadata.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the signature of a method that is to be generated. */
final class MethodReader {
    private final Accessibility accessibility;
    private final TypeNames typeNames;
    private final PackageElement home;
    private final Problems problems;

    MethodReader(PackageElement home, Set<String> hiddenTypes, Problems problems) {
        this.accessibility = new Accessibility(home, hiddenTypes);
        this.typeNames = TypeNames.annotated(accessibility);
        this.home = home;
        this.problems = problems;
    }

    TypeNames typeNames() {
        return typeNames;
    }

    /**
     * The signature of the method that implements the given one.
     *
     * @param called a default method that it calls, if any
     */
    Signature signature(Method method, @Nullable Method called) {
        Suppressions suppressions = new Suppressions();
        suppressions.method(method);
        if (called != null) {
            suppressions.element(called.element());
        }
        List<Signature.Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < method.parameters().size(); i++) {
            TypeMirror type = method.parameterTypes().get(i);
            String name = method.parameters().get(i).getSimpleName().toString();
            parameters.add(new Signature.Parameter(
                    name,
                    name,
                    typeNames.name(type),
                    TypeNames.erased(method.parameters().get(i).asType())));
        }
        return new Signature(
                method.name(),
                typeNames.declarations(method.typeParameters()),
                typeNames.name(method.returnType()),
                parameters,
                method.element().isVarArgs(),
                method.thrownTypes().stream().map(typeNames::name).toList(),
                suppressions.names());
    }

    /** Whether the generated class can see whatever the method mentions. */
    void checkAccess(Method method) {
        List<TypeMirror> mentioned = Stream.of(
                        method.isDefault() ? Stream.of(method.owner().asType()) : Stream.<TypeMirror>empty(),
                        Stream.of(method.returnType()),
                        method.parameterTypes().stream(),
                        method.thrownTypes().stream(),
                        method.typeParameters().stream().flatMap(parameter -> parameter.getBounds().stream()))
                .<TypeMirror>flatMap(types -> types)
                .toList();
        Optional<TypeElement> inaccessible = accessibility.firstInaccessible(mentioned);
        inaccessible.ifPresent(type -> problems.add(
                Message.INACCESSIBLE_TYPE,
                method.position(),
                method,
                describe(type),
                packageName(),
                accessibility.isHidden(type)
                        ? "a member type or type variable that it inherits has the same name: rename one of them, or put them in a package"
                        : "make it accessible there"));
    }

    private static String describe(TypeElement type) {
        String owner = Enclosing.of(type).getKind() == ElementKind.PACKAGE
                ? ""
                : Enclosing.of(type).getSimpleName() + ".";
        return owner + type.getSimpleName();
    }

    private String packageName() {
        return home.isUnnamed() ? "without a name" : home.getQualifiedName().toString();
    }
}

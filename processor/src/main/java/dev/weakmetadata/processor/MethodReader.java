package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/** Reads the signature of a method that is to be generated. */
final class MethodReader {
    private final Accessibility accessibility;
    private final TypeNames typeNames;

    /** Names for what an interface declares, as seen from the annotated one; none for what is inherited raw. */
    private final Map<TypeElement, TypeNames> inherited = new HashMap<>();

    /** What a method's own type variable must not hide: what generated code mentions and cannot qualify. */
    private final Set<String> hidden = new HashSet<>(Set.of("Override", "SuppressWarnings"));

    private final PackageElement home;
    private final Problems problems;

    MethodReader(TypeElement owner, PackageElement home, Set<String> hiddenTypes, Problems problems) {
        this.accessibility = new Accessibility(home, hiddenTypes);
        this.typeNames = TypeNames.annotated(accessibility).with(this::variable);
        this.home = home;
        this.problems = problems;
        owner.getTypeParameters()
                .forEach(variable -> hidden.add(variable.getSimpleName().toString()));
        if (home.isUnnamed()) {
            List<TypeElement> types = Enclosing.types(owner);
            hidden.add(types.get(types.size() - 1).getSimpleName().toString());
        }
        collect(owner, typeNames);
    }

    /**
     * What the compilers show of an inherited method has lost annotations (javac) or has them twice (ECJ), and its type
     * parameters still have the bounds of the interface that declares them.
     */
    private void collect(TypeElement type, TypeNames names) {
        if (inherited.putIfAbsent(type, names) != null) {
            return;
        }
        for (TypeMirror mirror : type.getInterfaces()) {
            DeclaredType supertype = (DeclaredType) mirror;
            TypeElement element = (TypeElement) supertype.asElement();
            Map<String, TypeName> arguments = new HashMap<>();
            for (int i = 0; i < supertype.getTypeArguments().size(); i++) {
                arguments.put(
                        element.getTypeParameters().get(i).getSimpleName().toString(),
                        names.name(supertype.getTypeArguments().get(i)));
            }
            if (arguments.size() == element.getTypeParameters().size()) {
                collect(element, typeNames.with(variable -> substitute(variable, element, arguments)));
            }
        }
    }

    private TypeName substitute(TypeVariable variable, TypeElement declaring, Map<String, TypeName> arguments) {
        String name = variable.asElement().getSimpleName().toString();
        if (Enclosing.of(variable.asElement()).equals(declaring)) {
            return Objects.requireNonNull(arguments.get(name));
        }
        return TypeVariableName.get(methodVariable(name));
    }

    private TypeName variable(TypeVariable variable) {
        String name = variable.asElement().getSimpleName().toString();
        boolean isMethods = !Enclosing.of(variable.asElement()).getKind().isInterface();
        return TypeVariableName.get(isMethods ? methodVariable(name) : name);
    }

    /** What a method's own type variable is called in generated code. */
    String methodVariable(String name) {
        return hidden.contains(name) ? methodVariable(name + "_") : name;
    }

    private TypeNames namesFor(Method method) {
        return inherited.getOrDefault((TypeElement) Enclosing.of(method.element()), typeNames);
    }

    private boolean isRaw(Method method) {
        return !inherited.containsKey((TypeElement) Enclosing.of(method.element()));
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
            if (isRaw(called)) {
                suppressions.rawCall();
            }
        }
        List<Signature.Parameter> parameters = new ArrayList<>();
        TypeNames names = namesFor(method);
        ExecutableElement element = method.element();
        boolean isRaw = isRaw(method);
        boolean throwsLess =
                method.thrownTypes().size() < element.getThrownTypes().size();
        for (int i = 0; i < method.parameters().size(); i++) {
            TypeMirror type = isRaw
                    ? method.parameterTypes().get(i)
                    : element.getParameters().get(i).asType();
            String name = method.parameters().get(i).getSimpleName().toString();
            parameters.add(new Signature.Parameter(
                    name,
                    name,
                    names.name(type, method.parameters().get(i)),
                    TypeNames.erased(method.parameters().get(i).asType())));
        }
        return new Signature(
                method.name(),
                isRaw ? List.of() : names.declarations(method.typeParameters()),
                names.name(isRaw ? method.returnType() : element.getReturnType(), element),
                parameters,
                method.element().isVarArgs(),
                (isRaw || throwsLess ? method.thrownTypes() : element.getThrownTypes())
                        .stream().map(names::name).toList(),
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
        checkAccess(mentioned, method.position(), method);
    }

    /** Whether the generated class can see whatever bounds the interface's type parameters. */
    void checkAccess(TypeElement type) {
        checkAccess(
                type.getTypeParameters().stream()
                        .flatMap(parameter -> parameter.getBounds().stream())
                        .toList(),
                type,
                type.getSimpleName());
    }

    private void checkAccess(List<? extends TypeMirror> mentioned, Element position, Object mentioning) {
        Optional<TypeElement> inaccessible = accessibility.firstInaccessible(mentioned);
        inaccessible.ifPresent(type -> problems.add(
                Message.INACCESSIBLE_TYPE,
                position,
                mentioning,
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

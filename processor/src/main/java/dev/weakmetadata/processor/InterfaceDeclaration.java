package dev.weakmetadata.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import dev.weakmetadata.processor.Draft.Contents;
import dev.weakmetadata.processor.Draft.FunctionDraft;
import dev.weakmetadata.processor.Draft.OperationDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** An interface annotated with {@code @WeakMetadata}, read and validated. */
final class InterfaceDeclaration {
    private final TypeElement type;
    private final ClassName generated;
    private final Types types;
    private final CycleCheck cycles;
    private final Problems problems;
    private final HostChecks hostChecks;
    private final Set<String> hiddenTypes;
    private final MethodReader reader;
    private final Set<TypeName> selfTypes = new HashSet<>();
    private final Map<Method, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, PropertyDeclaration> properties = new LinkedHashMap<>();
    private final Map<Method, FunctionDeclaration> functions = new LinkedHashMap<>();

    /** Properties and functions that somebody tried to declare: what refers to them is not to blame. */
    private final Set<String> failed = new LinkedHashSet<>();

    private InterfaceDeclaration(
            TypeElement type,
            ClassName generated,
            PackageElement home,
            Types types,
            CycleCheck cycles,
            Problems problems) {
        this.type = type;
        this.generated = generated;
        this.types = types;
        this.cycles = cycles;
        this.problems = problems;
        this.hostChecks = new HostChecks(problems);
        this.hiddenTypes = hiddenTypes(type);
        this.reader = new MethodReader(type, home, hiddenTypes, problems);
    }

    /** Reads an interface; empty if there are errors. */
    static Optional<SideTable> read(
            TypeElement type,
            ClassName generated,
            PackageElement home,
            Types types,
            CycleCheck cycles,
            Problems problems) {
        return new InterfaceDeclaration(type, generated, home, types, cycles, problems).read();
    }

    private Optional<SideTable> read() {
        TypeChecks.checkInterface(type, generated, problems);
        reader.checkAccess(type);
        collectSelfTypes(type.asType());
        for (Method method : Methods.of(type, types)) {
            shapes.put(method, Shape.of(method, this::isSelf));
        }
        checkMisplacedAnnotations();
        shapes.forEach(this::declare);
        settleDefaults();
        checkForgotten();
        properties.values().forEach(PropertyDeclaration::check);
        checkNameClashes();
        properties.values().forEach(PropertyDeclaration::checkExceptions);
        List<Method> ownGetters = ownGetters();
        new HalfProperties(properties.values(), functions.values(), this::isReferredTo, ownGetters, types, problems)
                .check();
        References references = new References(properties.values(), functions.values(), ownGetters, failed, problems);
        Map<Method, References.Found> operations = new LinkedHashMap<>();
        shapes.forEach((method, shape) -> {
            if (isGenerated(shape)) {
                reader.checkAccess(method);
                checkVarargs(method);
            }
            references.resolve(method, shape).ifPresent(found -> operations.put(method, found));
        });
        checkAnyAccessor();
        if (problems.hasErrors()) {
            return Optional.empty();
        }
        properties.values().forEach(property -> cycles.check(type, property, problems));
        functions.values().forEach(function -> cycles.check(type, function, problems));
        Contents contents = new Contents();
        properties.values().stream().map(PropertyDeclaration::draft).forEach(contents.properties::add);
        functions.values().stream().map(FunctionDeclaration::draft).forEach(contents.functions::add);
        operations.forEach((method, found) -> contents.operations.add(operation(method, found)));
        return Optional.of(build(contents));
    }

    /** The interface and its super-interfaces: what a setter may return for chaining. */
    private void collectSelfTypes(TypeMirror mirror) {
        if (mirror.getKind() == TypeKind.DECLARED && selfTypes.add(TypeNames.plain(mirror))) {
            for (TypeMirror supertype : types.directSupertypes(mirror)) {
                if (((DeclaredType) supertype).asElement().getKind().isInterface()) {
                    collectSelfTypes(supertype);
                }
            }
        }
    }

    private boolean isSelf(TypeMirror result) {
        return result.getKind() == TypeKind.DECLARED && selfTypes.contains(TypeNames.plain(result));
    }

    private static boolean isGenerated(Shape shape) {
        return shape.kind() != Shape.Kind.OWN && shape.kind() != Shape.Kind.POSSIBLE_GETTER;
    }

    // Annotations where they mean nothing

    private void checkMisplacedAnnotations() {
        for (ExecutableElement element : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (element.getModifiers().contains(Modifier.STATIC)
                    || element.getModifiers().contains(Modifier.PRIVATE)) {
                checkNotInstance(element);
            }
        }
        shapes.forEach((method, shape) -> {
            if (method.isWeak()
                    && shape.kind() != Shape.Kind.GETTER
                    && shape.kind() != Shape.Kind.MEMOIZED
                    && shape.kind() != Shape.Kind.WITHOUT_HOST) {
                problems.add(Message.WEAK_NOT_GETTER, method.position(), method.pointedAt(method.weak()), null, method);
            }
            if (shape.kind() != Shape.Kind.MEMOIZED) {
                checkParametersNotWeak(method);
            }
        });
    }

    private void checkNotInstance(ExecutableElement element) {
        String text = Method.text(element);
        String modifier = element.getModifiers().contains(Modifier.STATIC) ? "static" : "private";
        Annotations.find(element, Annotations.MEMOIZED)
                .ifPresent(mirror -> problems.add(
                        Message.MEMOIZED_WITHOUT_BODY,
                        element,
                        mirror,
                        null,
                        text,
                        "write `default` in place of `" + modifier + "`"));
        Annotations.find(element, Annotations.WEAK)
                .ifPresent(mirror -> problems.add(Message.WEAK_NOT_GETTER, element, mirror, null, text));
    }

    /**
     * Whoever overrides a memoized function or a weak getter may not know that annotations of methods are not inherited. An
     * annotated interface that does has been told so itself.
     */
    private void checkForgotten() {
        Map<String, Method> memoized = Methods.inherited(type, Annotations.MEMOIZED, types);
        Map<String, Method> weak = Methods.inherited(type, Annotations.WEAK, types);
        shapes.forEach((method, shape) -> {
            Method remembered = memoized.get(method.key());
            Method weakGetter = weak.get(method.key());
            if (remembered != null && !method.isMemoized() && !hasBeenTold(method, remembered)) {
                problems.warn(Message.MEMOIZED_OVERRIDDEN, method, remembered);
            } else if (weakGetter != null
                    && shape.kind() == Shape.Kind.GETTER
                    && !method.isWeak()
                    && !hasBeenTold(method, weakGetter)) {
                problems.warn(Message.WEAK_OVERRIDDEN, method, weakGetter);
            }
        });
    }

    /** Whether a method is inherited from an annotated interface that overrides the other one in it. */
    private static boolean hasBeenTold(Method method, Method overridden) {
        TypeElement declaring = (TypeElement) Enclosing.of(method.element());
        return method.isInherited()
                && Annotations.has(declaring, Annotations.WEAK_METADATA)
                && Methods.superinterfaces(declaring).contains((TypeElement) Enclosing.of(overridden.element()));
    }

    /**
     * A new array with every call: nobody ever finds again what is kept for one. Whoever writes {@code @Weak} on a further
     * parameter has asked for identity; for a host nobody has.
     */
    private void checkVarargs(Method method) {
        if (method.element().isVarArgs()
                && method.parameters().size() == 1
                && !Annotations.isSilent(method.element())) {
            problems.add(
                    Message.VARARGS,
                    method.parameterPosition(0),
                    method.parameters().get(0).getSimpleName(),
                    method,
                    TypeText.of(method.hostType()));
        }
    }

    private void checkParametersNotWeak(Method method) {
        for (int i = 0; i < method.parameters().size(); i++) {
            if (method.isWeakParameter(i)) {
                problems.add(
                        Message.WEAK_PARAMETER,
                        method.parameterPosition(i),
                        method.parameters().get(i).getSimpleName(),
                        method,
                        i == 0 ? "the host is held weakly anyway" : "the property's getter is the place for it");
            }
        }
    }

    // Properties and functions

    private void declare(Method method, Shape shape) {
        switch (shape.kind()) {
            case WITHOUT_HOST -> problems.add(Message.NO_HOST, method.position(), method);
            case UNKNOWN -> {
                unknown(method);
                failed.add(shape.property());
            }
            case MEMOIZED ->
                FunctionDeclaration.read(method, shape.property(), hostChecks, problems)
                        .ifPresentOrElse(
                                function -> functions.put(method, function), () -> failed.add(shape.property()));
            case GETTER -> property(method, shape).ifPresent(property -> property.addGetter(method));
            case SETTER -> property(method, shape).ifPresent(property -> property.addSetter(method));
            default -> {
                // refers to what others declare
            }
        }
    }

    private void unknown(Method method) {
        boolean isVoid = method.returnType().getKind() == TypeKind.VOID;
        int parameters = method.parameters().size();
        if (isVoid && parameters == 1 && Identity.isMissing(method.hostType())) {
            problems.add(Message.NO_HOST, method.position(), method);
            return;
        }
        String advice =
                "write a getter `T x(Host host)`, a setter `void x(Host host, T value)`, hasX, deleteX or updateX";
        List<String> others = namesBeside(method, false);
        Optional<String> asking = PropertyNames.operation(method.name(), PropertyNames.ASKING, others)
                .or(() -> PropertyNames.operation(method.name(), PropertyNames.ASKING, namesBeside(method, true)));
        Optional<String> writing = PropertyNames.operation(method.name(), List.of("set", "update"), others);
        if (asking.isPresent() && parameters == 1 && !method.element().isVarArgs()) {
            boolean exists =
                    shapes.keySet().stream().anyMatch(other -> other.name().equals(asking.get()));
            advice = exists
                    ? "call " + asking.get() + " instead"
                    : "write `%sboolean %s(%s host)`"
                            .formatted(method.typeParameterList(), asking.get(), TypeText.of(method.hostType()));
        } else if (writing.isPresent() && parameters == 2) {
            advice = "call it " + writing.get();
        } else if (isVoid && parameters == 1) {
            advice = "a getter returns its value, and a setter takes it after the host";
        } else if (!isVoid && parameters == 2) {
            boolean mayBeFunction = !others.contains(PropertyNames.ofAccessor(method.name()));
            advice = "a setter returns void or " + TypeText.of(type.asType())
                    + (mayBeFunction ? ", and a memoized function is @Memoized" : "");
        }
        problems.add(Message.UNKNOWN_METHOD, method.position(), method, advice);
    }

    /** What other methods with the same host declare: properties, or memoized functions. */
    private List<String> namesBeside(Method method, boolean memoized) {
        return shapes.entrySet().stream()
                .filter(entry -> memoized
                        ? entry.getValue().kind() == Shape.Kind.MEMOIZED
                        : entry.getValue().kind() == Shape.Kind.GETTER
                                || entry.getValue().kind() == Shape.Kind.SETTER)
                .filter(entry -> !entry.getKey().parameters().isEmpty()
                        && entry.getKey().host().equals(method.host()))
                .map(entry -> entry.getValue().property())
                .toList();
    }

    private Optional<PropertyDeclaration> property(Method method, Shape shape) {
        if (hostChecks.isInvalid(method)) {
            failed.add(shape.property());
            return Optional.empty();
        }
        return Optional.of(properties.computeIfAbsent(
                key(method.host(), shape.property()),
                unused -> new PropertyDeclaration(method.host(), shape.property(), types, problems)));
    }

    private static String key(TypeName host, String property) {
        return host + " " + property;
    }

    /** A default getter belongs to a property only if the property is written. */
    private void settleDefaults() {
        shapes.replaceAll((method, shape) -> {
            if (shape.kind() != Shape.Kind.POSSIBLE_GETTER) {
                return shape;
            }
            if (!isWritten(method, shape.property())) {
                return new Shape(Shape.Kind.OWN, shape.property());
            }
            Shape getter = new Shape(Shape.Kind.GETTER, shape.property());
            property(method, getter).ifPresent(property -> property.addGetter(method));
            return getter;
        });
        shapes.forEach((method, shape) -> {
            if (shape.kind() == Shape.Kind.UPDATE) {
                References.property(properties.values(), method.host(), shape.property())
                        .ifPresent(property -> property.addUpdate(method));
            }
        });
    }

    /** Whether a property is asked for, or deleted, by its name. */
    private boolean isReferredTo(PropertyDeclaration property) {
        return shapes.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == Shape.Kind.HAS
                        || entry.getValue().kind() == Shape.Kind.DELETE)
                .anyMatch(entry -> entry.getKey().host().equals(property.host())
                        && References.means(entry.getValue().property(), property.name()));
    }

    /** Default methods that would be getters if there were setters. */
    private List<Method> ownGetters() {
        return shapes.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == Shape.Kind.OWN
                        && !entry.getValue().property().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    private boolean isWritten(Method getter, String property) {
        return shapes.entrySet().stream()
                .filter(entry -> entry.getKey().parameters().size() == 2
                        && entry.getKey().host().equals(getter.host()))
                .map(Map.Entry::getValue)
                .anyMatch(shape ->
                        (shape.kind() == Shape.Kind.SETTER && shape.property().equals(property))
                                || (shape.kind() == Shape.Kind.UPDATE && References.means(shape.property(), property)));
    }

    private void checkNameClashes() {
        for (FunctionDeclaration function : functions.values()) {
            PropertyDeclaration property =
                    function.host() == null ? null : properties.get(key(function.host(), function.name()));
            if (property != null) {
                problems.add(
                        Message.NAME_CLASH,
                        function.method().position(),
                        function.method(),
                        function.name(),
                        TypeText.of(Objects.requireNonNull(function.host())));
            }
        }
    }

    private void checkAnyAccessor() {
        if (!problems.hasErrors() && functions.isEmpty() && properties.isEmpty()) {
            problems.add(Message.NO_ACCESSOR, type, type.getSimpleName());
        }
    }

    // The model

    private OperationDraft operation(Method method, References.Found found) {
        PropertyDeclaration property = found.property();
        @Nullable Method called = called(method, found);
        List<String> typeArguments = property == null || called == null || called.equals(method)
                ? method.variableNames()
                : property.typeArgumentsOfDefault(method);
        List<FunctionDraft> drafts =
                found.functions().stream().map(FunctionDeclaration::draft).toList();
        boolean hasHost = drafts.isEmpty() || drafts.get(0).host != null;
        return new OperationDraft(
                reader.signature(method, called),
                found.kind(),
                hasHost ? method.host() : null,
                property == null ? null : property.draft(),
                drafts,
                typeArguments.stream().map(reader::methodVariable).toList(),
                called == null ? null : otherHost(method, called));
    }

    /**
     * The host type of a method that another one calls with its own host, unless it is that host's. Not one with type
     * arguments: javac takes the cast of a type variable with several bounds for an unchecked one.
     */
    private static @Nullable TypeName otherHost(Method caller, Method called) {
        TypeName host = TypeNames.plain(called.hostType());
        boolean isGeneric = !called.typeVariables().isEmpty(); // and then agrees with the caller's but for their names
        boolean isPlain = host.equals(TypeNames.erased(called.hostType()));
        return isGeneric || !isPlain || host.equals(TypeNames.plain(caller.hostType())) ? null : host;
    }

    /** The user's default method that the method to be generated calls. */
    private static @Nullable Method called(Method method, References.Found found) {
        PropertyDeclaration property = found.property();
        return switch (found.kind()) {
            case COMPUTE -> method;
            case GET, UPDATE -> property == null ? null : property.defaultGetter();
            default -> null;
        };
    }

    private SideTable build(Contents contents) {
        Suppressions suppressions = new Suppressions();
        suppressions.element(type);
        suppressions.typeParameters(type.getTypeParameters());
        Methods.superinterfaces(type).forEach(suppressions::superinterface);
        shapes.forEach((method, shape) -> {
            suppressions.implementation(method);
            // Methods of Object that the interface declares: those of Object implement them.
            if (method.isAbstract() && !isGenerated(shape)) {
                suppressions.element(method.element());
            }
        });
        return new SideTableBuilder(
                        type,
                        generated,
                        reader.typeNames().declarations(type.getTypeParameters()),
                        hiddenNames(),
                        contents)
                .build(TypeNames.plain(type.asType()), false, suppressions.names());
    }

    /** Simple names that fields and types have in the generated class, if by inheritance, and that others thus lack. */
    private List<String> hiddenNames() {
        Set<String> names = inheritedMembers(type)
                .filter(member -> member.getKind().isField())
                .map(member -> member.getSimpleName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        names.addAll(hiddenTypes);
        return new ArrayList<>(names);
    }

    private static Set<String> hiddenTypes(TypeElement type) {
        return Stream.concat(
                        inheritedMembers(type)
                                .filter(member -> member.getKind().isClass()
                                        || member.getKind().isInterface()),
                        type.getTypeParameters().stream())
                .map(member -> member.getSimpleName().toString())
                .collect(Collectors.toSet());
    }

    private static Stream<Element> inheritedMembers(TypeElement type) {
        return Stream.concat(Stream.of(type), Methods.superinterfaces(type).stream())
                .flatMap(owner -> owner.getEnclosedElements().stream());
    }
}

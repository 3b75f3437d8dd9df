package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Finds what each method is about: {@code hasX}, {@code deleteX} and {@code updateX} refer to what others declare. */
final class References {
    private final Collection<PropertyDeclaration> properties;
    private final Collection<FunctionDeclaration> functions;
    private final Collection<Method> ownGetters;
    private final Set<String> failed;
    private final Problems problems;

    References(
            Collection<PropertyDeclaration> properties,
            Collection<FunctionDeclaration> functions,
            Collection<Method> ownGetters,
            Set<String> failed,
            Problems problems) {
        this.properties = properties;
        this.functions = functions;
        this.ownGetters = ownGetters;
        this.failed = failed;
        this.problems = problems;
    }

    /** What a method does to what. */
    record Found(Operation.Kind kind, @Nullable PropertyDeclaration property, List<FunctionDeclaration> functions) {}

    /** Whether the rest of {@code hasX} means a property: {@code AB} decapitalised is {@code AB}, which may mean {@code aB}. */
    static boolean means(String reference, String name) {
        return reference.equals(name) || PropertyNames.capitalize(reference).equals(PropertyNames.capitalize(name));
    }

    static Optional<PropertyDeclaration> property(
            Collection<PropertyDeclaration> properties, TypeName host, String reference) {
        List<PropertyDeclaration> ofHost =
                properties.stream().filter(p -> p.host().equals(host)).toList();
        return ofHost.stream()
                .filter(p -> p.name().equals(reference))
                .findFirst()
                .or(() ->
                        ofHost.stream().filter(p -> means(reference, p.name())).findFirst());
    }

    Optional<Found> resolve(Method method, Shape shape) {
        return switch (shape.kind()) {
            case GETTER -> ofProperty(Operation.Kind.GET, method, shape);
            case SETTER -> ofProperty(Operation.Kind.SET, method, shape);
            case UPDATE -> update(method, shape);
            case HAS, DELETE -> hasOrDelete(method, shape);
            case HAS_HOST, DELETE_HOST -> wholeHost(method, shape);
            case MEMOIZED ->
                functions.stream()
                        .filter(function -> function.method().equals(method))
                        .findFirst()
                        .map(function -> new Found(Operation.Kind.COMPUTE, null, List.of(function)));
            default -> Optional.empty();
        };
    }

    private Optional<Found> ofProperty(Operation.Kind kind, Method method, Shape shape) {
        return property(properties, method.host(), shape.property())
                .map(property -> new Found(kind, property, List.of()));
    }

    private Optional<Found> update(Method method, Shape shape) {
        Optional<Found> found = ofProperty(Operation.Kind.UPDATE, method, shape);
        if (found.isPresent()) {
            return found;
        }
        Optional<FunctionDeclaration> function =
                functionsOf(method, shape.property()).stream().findFirst();
        if (function.isPresent()) {
            problems.add(
                    Message.NAME_CLASH,
                    method.position(),
                    method,
                    function.get().name(),
                    TypeText.of(method.host()));
        } else {
            noSuchProperty("update", method, shape.property());
        }
        return Optional.empty();
    }

    private Optional<Found> hasOrDelete(Method method, Shape shape) {
        boolean isHas = shape.kind() == Shape.Kind.HAS;
        if (!checkBoolean(method, isHas ? "true says that the property is set" : "true says that it was set")) {
            return Optional.empty();
        }
        List<FunctionDeclaration> exact = named(
                functions.stream()
                        .filter(function -> function.takesArgumentsOf(method))
                        .filter(function ->
                                !function.hasHost() || method.parameters().size() > 1),
                shape.property());
        if (exact.size() > 1) {
            problems.add(
                    Message.TWO_FUNCTIONS,
                    method.position(),
                    method,
                    exact.get(0).method(),
                    exact.get(1).method());
            return Optional.empty();
        }
        if (!exact.isEmpty()) {
            return Optional.of(
                    new Found(isHas ? Operation.Kind.HAS_RESULT : Operation.Kind.DELETE_RESULT, null, exact));
        }
        List<FunctionDeclaration> ofHost = functionsOf(method, shape.property());
        List<FunctionDeclaration> withoutHost = functions.stream()
                .filter(function -> !function.hasHost() && means(shape.property(), function.name()))
                .toList();
        Optional<PropertyDeclaration> property = property(properties, method.host(), shape.property());
        if (method.parameters().size() > 1 && (property.isPresent() || !ofHost.isEmpty())) {
            argumentsMismatch(method, ofHost, true);
            return Optional.empty();
        }
        if (property.isEmpty() && ofHost.isEmpty() && !withoutHost.isEmpty()) {
            argumentsMismatch(method, withoutHost, false);
            return Optional.empty();
        }
        if (property.isPresent()) {
            checkRead(method, property.get(), isHas);
            return Optional.of(
                    new Found(isHas ? Operation.Kind.HAS : Operation.Kind.DELETE, property.get(), List.of()));
        }
        if (!ofHost.isEmpty()) {
            return Optional.of(
                    new Found(isHas ? Operation.Kind.HAS_RESULTS : Operation.Kind.DELETE_RESULTS, null, ofHost));
        }
        noSuchProperty(isHas ? "has" : "delete", method, shape.property());
        return Optional.empty();
    }

    /** What {@code hasX} tells of a boolean is easily taken for its value. */
    private void checkRead(Method method, PropertyDeclaration property, boolean isHas) {
        if (isHas
                && property.getter().isEmpty()
                && property.updates().isEmpty()
                && TypeNames.plain(property.type()).equals(TypeName.BOOLEAN)) {
            boolean isBean = property.setters().get(0).name().startsWith("set");
            problems.warn(
                    Message.HALF_PROPERTY,
                    method,
                    "tells whether somebody has set, even to false,",
                    property.name(),
                    TypeText.of(property.host()),
                    "getter",
                    "read it by `%sboolean %s(%s host)`"
                            .formatted(
                                    method.typeParameterList(),
                                    isBean ? "is" + PropertyNames.capitalize(property.name()) : property.name(),
                                    TypeText.of(method.hostType())));
        }
    }

    /** All functions of a name that have the method's host. */
    private List<FunctionDeclaration> functionsOf(Method method, String reference) {
        return named(functions.stream().filter(function -> method.host().equals(function.host())), reference);
    }

    /** Those of exactly the name that a reference has or, if there is none, those that it may mean. */
    private static List<FunctionDeclaration> named(Stream<FunctionDeclaration> functions, String reference) {
        List<FunctionDeclaration> meant =
                functions.filter(function -> means(reference, function.name())).toList();
        List<FunctionDeclaration> exact = meant.stream()
                .filter(function -> function.name().equals(reference))
                .toList();
        return exact.isEmpty() ? meant : exact;
    }

    private boolean checkBoolean(Method method, String meaning) {
        if (method.returnType().getKind() == TypeKind.BOOLEAN) {
            return true;
        }
        problems.add(Message.NOT_BOOLEAN, method.position(), method, TypeText.of(method.returnType()), meaning);
        return false;
    }

    private void argumentsMismatch(Method method, List<FunctionDeclaration> candidates, boolean hostAlone) {
        String host = TypeText.of(method.host());
        List<String> alternatives = new ArrayList<>();
        if (hostAlone) {
            alternatives.add(method.name() + "(" + host + ")");
        }
        candidates.stream()
                .map(FunctionDeclaration::method)
                .filter(function -> !hostAlone || function.parameters().size() > 1)
                .forEach(function -> alternatives.add(method.name() + function.parameterList()));
        String what = candidates.isEmpty()
                ? "a property of " + host
                : candidates.get(0).method().toString();
        problems.add(Message.ARGUMENTS_MISMATCH, method.position(), method, what, String.join(" or ", alternatives));
    }

    private void noSuchProperty(String prefix, Method method, String reference) {
        if (failed.stream().anyMatch(name -> means(reference, name))) {
            return;
        }
        if (Identity.isMissing(method.hostType()) && functions.stream().noneMatch(function -> !function.hasHost())) {
            HostChecks.reportInvalid(method, problems);
            return;
        }
        String host = TypeText.of(method.host());
        problems.add(
                Message.NO_SUCH_PROPERTY,
                method.position(),
                method,
                reference,
                host,
                advice(prefix, method, reference, host));
    }

    private String advice(String prefix, Method method, String reference, String host) {
        boolean mayBeFunction = !prefix.equals("update");
        if (Shape.isOperator(method.hostType())) {
            return "the host comes first"
                    + HostChecks.hostBehind(method)
                            .map(behind -> ": let " + behind + " be the first parameter")
                            .orElse("");
        }
        Optional<Method> own = ownGetters.stream()
                .filter(getter -> getter.host().equals(method.host()))
                .filter(getter -> means(reference, PropertyNames.ofAccessor(getter.name())))
                .findFirst();
        if (own.isPresent()) {
            return own.get() + " has a body and no setter, so it is your own method: add a setter `void " + reference
                    + "(" + host + " host, " + TypeText.of(own.get().returnType()) + " value)`, or make it @Memoized";
        }
        Optional<TypeName> otherHost = Stream.concat(
                        properties.stream()
                                .filter(property -> means(reference, property.name()))
                                .map(PropertyDeclaration::host),
                        functions.stream()
                                .filter(function -> mayBeFunction && means(reference, function.name()))
                                .flatMap(function -> Stream.ofNullable(function.host())))
                .findFirst();
        if (otherHost.isPresent()) {
            return "its host is " + TypeText.of(otherHost.get())
                    + ", and host types are separate even if one extends the other";
        }
        List<String> names = new ArrayList<>();
        properties.stream().filter(p -> p.host().equals(method.host())).forEach(p -> names.add(p.name()));
        functions.stream()
                .filter(f -> mayBeFunction && (!f.hasHost() || method.host().equals(f.host())))
                .forEach(f -> names.add(f.name()));
        String declaration = "declare it by a getter `T " + reference + "(" + host + " host)`";
        if (hasOtherHalf(method)) {
            return declaration
                    + ", or call its accessors get%1$s and set%1$s if %2$s is the property"
                            .formatted(PropertyNames.capitalize(method.name()), method.name());
        }
        return PropertyNames.nearest(reference, names)
                .map(name -> {
                    String nearest = prefix + PropertyNames.capitalize(name);
                    return PropertyNames.isNear(reference, name)
                            ? "did you mean " + nearest + "?"
                            : declaration + "; the nearest is " + nearest;
                })
                .orElse(declaration);
    }

    /** Whether there is a method beside this one so that both look like getter and setter of a property of this name. */
    private static boolean hasOtherHalf(Method method) {
        return ElementFilter.methodsIn(Enclosing.of(method.element()).getEnclosedElements()).stream()
                .filter(other -> !other.getModifiers().contains(Modifier.STATIC))
                .filter(other -> other.getSimpleName().contentEquals(method.name())
                        || other.getSimpleName().contentEquals("set" + PropertyNames.capitalize(method.name())))
                .anyMatch(other ->
                        other.getParameters().size() + method.parameters().size() == 3
                                && TypeNames.erased(other.getParameters().get(0).asType())
                                        .equals(method.host()));
    }

    private Optional<Found> wholeHost(Method method, Shape shape) {
        boolean isHas = shape.kind() == Shape.Kind.HAS_HOST;
        if (!checkBoolean(method, isHas ? "true says that anything is set" : "true says that anything was set")) {
            return Optional.empty();
        }
        if (Identity.isMissing(method.hostType())) {
            HostChecks.reportInvalid(method, problems);
            return Optional.empty();
        }
        Set<String> hosts = new LinkedHashSet<>();
        properties.forEach(property -> hosts.add(TypeText.of(property.host())));
        functions.stream()
                .map(FunctionDeclaration::host)
                .filter(host -> host != null)
                .forEach(host -> hosts.add(TypeText.of(host)));
        boolean exists = Stream.concat(
                        properties.stream().map(PropertyDeclaration::host),
                        functions.stream().map(FunctionDeclaration::host))
                .anyMatch(method.host()::equals);
        if (exists) {
            return Optional.of(
                    new Found(isHas ? Operation.Kind.HAS_HOST : Operation.Kind.DELETE_HOST, null, List.of()));
        }
        if (!hosts.isEmpty()) {
            problems.add(
                    Message.NO_SUCH_HOST,
                    method.position(),
                    method,
                    TypeText.of(method.host()),
                    String.join(", ", hosts));
        }
        return Optional.empty();
    }
}

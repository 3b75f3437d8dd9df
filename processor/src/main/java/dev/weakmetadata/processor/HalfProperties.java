package dev.weakmetadata.processor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Getters and setters that were meant for each other and are not of one property: misspelt, or of host types that are
 * related. An interface may declare a getter or a setter alone; it takes another half to show that it is a mistake.
 */
final class HalfProperties {
    private final Collection<PropertyDeclaration> properties;
    private final Collection<FunctionDeclaration> functions;
    private final Types types;
    private final Problems problems;
    private final List<Getter> getters = new ArrayList<>();

    /** A method that reads, or would read if anybody wrote, a property. */
    private record Getter(Method method, String property, boolean hasSetter) {}

    /**
     * All properties of an interface.
     *
     * @param ownGetters default methods that are no property's getter for want of a setter
     */
    HalfProperties(
            Collection<PropertyDeclaration> properties,
            Collection<FunctionDeclaration> functions,
            Collection<Method> ownGetters,
            Types types,
            Problems problems) {
        this.properties = properties;
        this.functions = functions;
        this.types = types;
        this.problems = problems;
        for (PropertyDeclaration property : properties) {
            property.getter()
                    .ifPresent(method -> getters.add(new Getter(
                            method, property.name(), !property.setters().isEmpty())));
        }
        ownGetters.forEach(method -> getters.add(new Getter(method, PropertyNames.ofAccessor(method.name()), false)));
    }

    void check() {
        for (PropertyDeclaration property : properties) {
            boolean isUpdated = !property.updates().isEmpty();
            if (property.getter().isEmpty()) {
                checkSetter(property, property.setters().get(0), isUpdated);
            } else if (property.setters().isEmpty() && !isUpdated) {
                checkGetter(property, property.getter().get());
            }
        }
    }

    private void checkSetter(PropertyDeclaration property, Method setter, boolean isUpdated) {
        Optional<Getter> related = getters.stream()
                .filter(getter -> !isUpdated && getter.property.equals(property.name()))
                .filter(getter -> areRelated(getter.method, setter))
                .findFirst();
        if (related.isPresent()) {
            warn(setter, "sets", property, "getter", otherHost(related.get().method));
            return;
        }
        TypeMirror value = setter.parameterTypes().get(1);
        Optional<Getter> swapped = getters.stream()
                .filter(getter -> !getter.hasSetter && getter.property.equals(property.name()))
                .filter(getter -> getter.method.host().equals(TypeNames.erased(value))
                        && TypeNames.erased(getter.method.returnType()).equals(property.host()))
                .findFirst();
        if (swapped.isPresent()) {
            warn(
                    setter,
                    "sets",
                    property,
                    "getter",
                    "the host comes first: write %s(%s, %s)"
                            .formatted(setter.name(), TypeText.of(value), TypeText.of(property.host())));
            return;
        }
        Optional<String> operation = operation(setter, property);
        if (operation.isPresent()) {
            warn(setter, "sets", property, "getter", "did you mean " + operation.get() + "?");
            return;
        }
        List<Getter> candidates = getters.stream()
                .filter(getter -> !getter.hasSetter && getter.method.host().equals(property.host()))
                .filter(getter -> PropertyNames.isNear(property.name(), getter.property))
                .filter(getter -> isSameType(getter.method.returnType(), value))
                .toList();
        PropertyNames.nearest(
                        property.name(),
                        candidates.stream().map(Getter::property).toList())
                .ifPresent(nearest -> {
                    Method getter = candidates.stream()
                            .filter(candidate -> candidate.property.equals(nearest))
                            .map(Getter::method)
                            .findFirst()
                            .orElseThrow();
                    String meant =
                            setter.name().equals(property.name()) ? nearest : "set" + PropertyNames.capitalize(nearest);
                    warn(setter, "sets", property, "getter", getter + " has no setter: did you mean " + meant + "?");
                });
    }

    private void checkGetter(PropertyDeclaration property, Method getter) {
        operation(getter, property)
                .ifPresent(meant -> warn(getter, "reads", property, "setter", "did you mean " + meant + "?"));
        properties.stream()
                .filter(other -> other != property && other.name().equals(property.name()))
                .filter(other ->
                        other.getter().isPresent() || !other.updates().isEmpty()) // and else the setter is told
                .flatMap(other -> other.setters().stream())
                .filter(setter -> areRelated(getter, setter))
                .findFirst()
                .ifPresent(setter -> warn(getter, "reads", property, "setter", otherHost(setter)));
    }

    /** What a lone half of a property may mean, of another one or of a function. */
    private Optional<String> operation(Method method, PropertyDeclaration property) {
        Stream<String> others = Stream.concat(
                properties.stream()
                        .filter(other -> other != property && other.host().equals(property.host()))
                        .map(PropertyDeclaration::name),
                functions.stream()
                        .filter(function -> property.host().equals(function.host()))
                        .map(FunctionDeclaration::name));
        return PropertyNames.operation(method.name(), others.toList())
                .filter(meant -> method.returnType().getKind() == TypeKind.BOOLEAN || !PropertyNames.asks(meant));
    }

    private void warn(Method method, String does, PropertyDeclaration property, String missing, String advice) {
        problems.warn(
                Message.HALF_PROPERTY, method, does, property.name(), TypeText.of(property.host()), missing, advice);
    }

    private static String otherHost(Method other) {
        return other + " is of " + TypeText.of(other.host())
                + ", and host types are separate even if one extends the other: use the same host in both";
    }

    private boolean areRelated(Method a, Method b) {
        TypeMirror hostOfA = types.erasure(a.hostType());
        TypeMirror hostOfB = types.erasure(b.hostType());
        return !a.host().equals(b.host()) && (types.isSubtype(hostOfA, hostOfB) || types.isSubtype(hostOfB, hostOfA));
    }

    private static boolean isSameType(TypeMirror a, TypeMirror b) {
        return TypeNames.erased(a).equals(TypeNames.erased(b));
    }
}

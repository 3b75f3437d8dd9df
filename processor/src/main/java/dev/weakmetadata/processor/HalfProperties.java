package dev.weakmetadata.processor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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
    private final Predicate<PropertyDeclaration> isReferredTo;
    private final Types types;
    private final Problems problems;
    private final List<Getter> getters = new ArrayList<>();

    /** A method that reads, or would read if anybody wrote, a property. */
    private record Getter(Method method, String property, boolean hasSetter) {}

    /**
     * All properties of an interface.
     *
     * @param isReferredTo whether there is another method that refers to a property by its name
     * @param ownGetters default methods that are no property's getter for want of a setter
     */
    HalfProperties(
            Collection<PropertyDeclaration> properties,
            Collection<FunctionDeclaration> functions,
            Predicate<PropertyDeclaration> isReferredTo,
            Collection<Method> ownGetters,
            Types types,
            Problems problems) {
        this.properties = properties;
        this.functions = functions;
        this.isReferredTo = isReferredTo;
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
        boolean isUsed = isUpdated || isReferredTo.test(property);
        Optional<Getter> swapped = getters.stream()
                .filter(getter -> !isUsed && !getter.hasSetter && getter.property.equals(property.name()))
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
                            .formatted(setter.name(), TypeText.of(value), TypeText.of(setter.hostType())));
            return;
        }
        Optional<String> operation = operation(setter, property, List.of("set", "update"));
        if (operation.isPresent() && !isUsed) {
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
        boolean isBoolean = getter.returnType().getKind() == TypeKind.BOOLEAN;
        operation(getter, property, isBoolean ? List.of("has", "delete", "update") : List.of("update"))
                .filter(meant -> !isReferredTo.test(property))
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

    /** What a lone half of a property may mean: one of these operations on another one, or a question about a function. */
    private Optional<String> operation(Method method, PropertyDeclaration property, List<String> operations) {
        List<String> others = properties.stream()
                .filter(other -> other != property && other.host().equals(property.host()))
                .map(PropertyDeclaration::name)
                .toList();
        List<String> ofFunctions = functions.stream()
                .filter(function -> property.host().equals(function.host()))
                .map(FunctionDeclaration::name)
                .toList();
        return PropertyNames.operation(method.name(), operations, others)
                .or(() -> PropertyNames.operation(
                        method.name(),
                        operations.stream()
                                .filter(PropertyNames.ASKING::contains)
                                .toList(),
                        ofFunctions));
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

package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.util.Types;

/**
 * The type of a property as one method uses it, comparable with that of another method: {@code <T> T tag(Box<T> box)} and
 * {@code <U> void tag(Box<U> box, U value)} agree, since methods name their own type variables as they like.
 */
final class PropertyType {
    /** What type variables of the method are called here: their order from the host on. */
    private final Map<String, String> numbers = new LinkedHashMap<>();

    private final List<String> declared;
    private final String boxedText;
    private final String text;
    private final String host;
    private final Method method;

    /** How many type variables of the method the host mentions, and how many the value mentions besides. */
    private final int ofHost;

    private final int ofValueAlone;

    PropertyType(Method method, TypeMirror value) {
        this.method = method;
        this.declared = method.variableNames();
        this.host = renamed(method.hostType());
        this.ofHost = numbers.size();
        var name = TypeNames.renamed(value, this::number);
        this.ofValueAlone = numbers.size() - ofHost;
        boolean dependsOnMethod = !numbers.isEmpty() && name.toString().contains("$method");
        String prefix = dependsOnMethod && ofHost > 0 ? host + " -> " : "";
        this.text = prefix + name;
        this.boxedText = prefix + (name.isPrimitive() ? name.box() : name);
    }

    /**
     * The type variables of the method that its value mentions and nothing ties to the host, neither its type nor a bound
     * of what occurs there: each call may mean another type by them.
     */
    List<TypeVariable> free() {
        if (ofValueAlone == 0) {
            return List.of();
        }
        List<String> names = List.copyOf(numbers.keySet());
        Set<String> tied = new LinkedHashSet<>(names.subList(0, ofHost));
        Deque<String> next = new ArrayDeque<>(tied);
        while (!next.isEmpty()) {
            for (TypeMirror bound : TypeNames.bounds(variable(next.remove()))) {
                TypeNames.renamed(bound, mentioned -> {
                    String name = name(mentioned);
                    if (declared.contains(name) && tied.add(name)) {
                        next.add(name);
                    }
                    return TypeVariableName.get(name);
                });
            }
        }
        return names.subList(ofHost, ofHost + ofValueAlone).stream()
                .filter(name -> !tied.contains(name))
                .map(this::variable)
                .toList();
    }

    private TypeVariable variable(String name) {
        return method.typeVariables().get(declared.indexOf(name));
    }

    /**
     * All type variables of the method, in the order of their numbers: those first that its host and value mention, or
     * bounds of them.
     */
    private List<TypeVariable> variables() {
        Map<String, TypeVariable> rest = new LinkedHashMap<>();
        for (int i = 0; i < declared.size(); i++) {
            rest.put(declared.get(i), method.typeVariables().get(i));
        }
        List<TypeVariable> ordered = new ArrayList<>();
        while (!rest.isEmpty()) {
            String next = numbers.keySet().stream()
                    .filter(rest::containsKey)
                    .findFirst()
                    .orElse(rest.keySet().iterator().next());
            TypeVariable variable = Objects.requireNonNull(rest.remove(next));
            renamed(variable);
            bounds(variable);
            ordered.add(variable);
        }
        return ordered;
    }

    private List<String> bounds(TypeVariable variable) {
        return TypeNames.bounds(variable).stream().map(this::renamed).toList();
    }

    boolean isSame(PropertyType other) {
        return text.equals(other.text);
    }

    boolean isBoxed(PropertyType boxed) {
        return boxedText.equals(boxed.text);
    }

    /**
     * What a method with this type gives another one, in the order of its declaration, for its type variables when it calls
     * that with its own host; empty if that may not take it.
     */
    Optional<List<TypeVariable>> argumentsFor(PropertyType called, Types types) {
        List<TypeVariable> offered = variables();
        List<TypeVariable> wanted = called.variables();
        if (!host.equals(called.host) || offered.size() < wanted.size()) {
            return Optional.empty();
        }
        Map<String, TypeVariable> arguments = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (!isWithinBounds(offered.get(i), called, wanted.get(i), types)) {
                return Optional.empty();
            }
            arguments.put(name(wanted.get(i)), offered.get(i));
        }
        return Optional.of(called.declared.stream()
                .map(variable -> Objects.requireNonNull(arguments.get(variable)))
                .toList());
    }

    /** A bound that depends on other type variables must be the same one; exact only for what does not. */
    private boolean isWithinBounds(TypeVariable argument, PropertyType called, TypeVariable variable, Types types) {
        return TypeNames.bounds(variable).stream().allMatch(bound -> {
            String text = called.renamed(bound);
            return text.contains("$method") ? bounds(argument).contains(text) : types.isSubtype(argument, bound);
        });
    }

    private String renamed(TypeMirror type) {
        return TypeNames.renamed(type, this::number).toString();
    }

    /** Type variables of the interface stay as they are. */
    private TypeName number(TypeVariable variable) {
        String name = name(variable);
        if (Enclosing.of(variable.asElement()).getKind() != ElementKind.METHOD) {
            return TypeVariableName.get(name);
        }
        return TypeVariableName.get(numbers.computeIfAbsent(name, unused -> "$method" + numbers.size()));
    }

    private static String name(TypeVariable variable) {
        return variable.asElement().getSimpleName().toString();
    }
}

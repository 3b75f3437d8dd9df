package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

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
    private final String bounds;

    PropertyType(Method method, TypeMirror value) {
        this.declared = method.variableNames();
        this.host = renamed(method.hostType());
        int ofHost = numbers.size();
        var name = TypeNames.renamed(value, this::number);
        boolean dependsOnMethod = !numbers.isEmpty() && name.toString().contains("$method");
        String prefix = dependsOnMethod && ofHost > 0 ? host + " -> " : "";
        this.text = prefix + name;
        this.boxedText = prefix + (name.isPrimitive() ? name.box() : name);
        this.bounds = bounds(method);
    }

    /** The bounds of all type variables of the method: those first that its host and value mention, or bounds of them. */
    private String bounds(Method method) {
        Map<String, TypeVariable> rest = new LinkedHashMap<>();
        for (int i = 0; i < declared.size(); i++) {
            rest.put(declared.get(i), method.typeVariables().get(i));
        }
        StringBuilder bounds = new StringBuilder();
        while (!rest.isEmpty()) {
            String next = numbers.keySet().stream()
                    .filter(rest::containsKey)
                    .findFirst()
                    .orElse(rest.keySet().iterator().next());
            TypeVariable variable = Objects.requireNonNull(rest.remove(next));
            bounds.append(renamed(variable)).append(": ");
            TypeNames.bounds(variable)
                    .forEach(bound -> bounds.append(renamed(bound)).append("; "));
        }
        return bounds.toString();
    }

    boolean isSame(PropertyType other) {
        return text.equals(other.text);
    }

    boolean isBoxed(PropertyType boxed) {
        return boxedText.equals(boxed.text);
    }

    /** Whether both methods take the same hosts: whoever has one for one of them can give it to the other. */
    boolean hasHostsOf(PropertyType other) {
        return host.equals(other.host) && bounds.equals(other.bounds);
    }

    /** What another method that takes the same hosts calls the type variables of this one, in the order of their declaration. */
    List<String> typeArguments(PropertyType other) {
        List<String> here = List.copyOf(numbers.keySet());
        List<String> there = List.copyOf(other.numbers.keySet());
        return declared.stream()
                .map(variable -> there.get(here.indexOf(variable)))
                .toList();
    }

    private String renamed(TypeMirror type) {
        return TypeNames.renamed(type, this::number).toString();
    }

    /** Type variables of the interface stay as they are. */
    private TypeName number(TypeVariable variable) {
        String name = variable.asElement().getSimpleName().toString();
        if (Enclosing.of(variable.asElement()).getKind() != ElementKind.METHOD) {
            return TypeVariableName.get(name);
        }
        return TypeVariableName.get(numbers.computeIfAbsent(name, unused -> "$method" + numbers.size()));
    }
}

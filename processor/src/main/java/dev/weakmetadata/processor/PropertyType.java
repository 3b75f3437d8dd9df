package dev.weakmetadata.processor;

import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/**
 * The type of a property as one method uses it, comparable with that of another method: {@code <T> T tag(Box<T> box)} and
 * {@code <U> void tag(Box<U> box, U value)} agree, since methods name their own type variables as they like.
 */
final class PropertyType {
    private final Map<String, String> numbers = new HashMap<>();
    private final String boxedText;
    private final String text;

    PropertyType(TypeMirror host, TypeMirror value) {
        String hostText = TypeNames.renamed(host, this::number).toString();
        int ofHost = numbers.size();
        var name = TypeNames.renamed(value, this::number);
        boolean dependsOnMethod = !numbers.isEmpty() && name.toString().contains("$method");
        String prefix = dependsOnMethod && ofHost > 0 ? hostText + " -> " : "";
        this.text = prefix + name;
        this.boxedText = prefix + (name.isPrimitive() ? name.box() : name);
    }

    /**
     * The type variables of a method that another one is called with for the same host, in the order of the other's own;
     * empty if they cannot be told by the host.
     */
    static List<String> typeArguments(Method caller, Method called) {
        PropertyType ofCaller = new PropertyType(caller.hostType(), caller.hostType());
        PropertyType ofCalled = new PropertyType(called.hostType(), called.hostType());
        List<String> variables = List.copyOf(ofCaller.numbers.keySet());
        List<String> arguments = new ArrayList<>();
        for (TypeParameterElement parameter : called.typeParameters()) {
            String number = ofCalled.numbers.get(parameter.getSimpleName().toString());
            if (number != null && ofCaller.isSame(ofCalled)) {
                variables.stream()
                        .filter(variable -> number.equals(ofCaller.numbers.get(variable)))
                        .forEach(arguments::add);
            }
        }
        return arguments.size() == called.typeParameters().size() ? arguments : List.of();
    }

    boolean isSame(PropertyType other) {
        return text.equals(other.text);
    }

    boolean isBoxed(PropertyType boxed) {
        return boxedText.equals(boxed.text);
    }

    /** Type variables of the method by their order from the host on; those of the interface as they are. */
    private TypeName number(TypeVariable variable) {
        String name = variable.asElement().getSimpleName().toString();
        if (Enclosing.of(variable.asElement()).getKind() != ElementKind.METHOD) {
            return TypeVariableName.get(name);
        }
        return TypeVariableName.get(numbers.computeIfAbsent(name, unused -> "$method" + numbers.size()));
    }
}

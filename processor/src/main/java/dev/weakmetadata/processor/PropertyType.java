package dev.weakmetadata.processor;

import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.ElementKind;
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

    boolean isSame(PropertyType other) {
        return text.equals(other.text);
    }

    boolean isBoxed(PropertyType boxed) {
        return boxedText.equals(boxed.text);
    }

    /** Type variables of the method by their order from the host on; those of the interface as they are. */
    private String number(TypeVariable variable) {
        String name = variable.asElement().getSimpleName().toString();
        if (Enclosing.of(variable.asElement()).getKind() != ElementKind.METHOD) {
            return name;
        }
        return numbers.computeIfAbsent(name, unused -> "$method" + numbers.size());
    }
}
